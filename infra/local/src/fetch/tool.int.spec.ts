import { isRecentGo, requireTools, sentence } from './tool.ts';

describe('tools that are missing', () => {
  it('are named with what to install', () => {
    expect(sentence(['java', 'mvn'])).toBe('Not found: java, mvn. Type: apt-get install -y default-jre-headless maven');
  });

  it('stop what needs them, and are not asked for where they are there', async () => {
    const path = process.env['PATH'];
    try {
      process.env['PATH'] = '/nowhere';
      await expect(requireTools(['java', 'go'], () => {})).rejects.toMatchObject({ code: 'tool_missing', message: expect.stringContaining('java, go') });
    } finally {
      process.env['PATH'] = path;
    }
    await expect(requireTools(['npm'], () => {})).resolves.toBeUndefined();
  });

  it('say that Go of Debian 12 is too old', () => {
    expect(sentence(['go'])).toMatch(/apt-get install -y golang .*Go 1\.24 or newer.*go\.dev/);
  });

  it.each([
    ['go1.26.8', true],
    ['go1.24', true],
    ['go1.23.9', false],
    ['go1.19.8', false],
    ['devel', false],
  ])('include Go as %s: recent enough is %s', (version, recent) => {
    expect(isRecentGo(version)).toBe(recent);
  });
});

import { isRecentGo, sentence } from './tool.ts';

describe('tools that are missing', () => {
  it('are named with what to install', () => {
    expect(sentence(['java', 'mvn'])).toBe('Not found: java, mvn. Type: apt-get install -y default-jre-headless maven');
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

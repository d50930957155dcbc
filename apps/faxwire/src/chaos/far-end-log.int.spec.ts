import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FarEndLog } from './far-end-log.ts';
import { outagesOf } from './timeline.ts';

const line = (second: number, msg: string, more: object = {}) =>
  `${JSON.stringify({ time: new Date(second * 1_000).toISOString(), msg, callId: 'c1', faxId: 'f1', attemptId: 'att_f1_1', ...more })}\n`;

describe('the log of the far end', () => {
  let folder: string;
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'faxwire-far-end-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is read as it grows, also where a line is half written', async () => {
    const file = join(folder, 'process.log');
    await writeFile(file, `not JSON\n${line(1, 'a call came in')}`);
    const log = new FarEndLog(file);
    await log.read();
    expect(log.calls).toEqual([{ callId: 'c1', faxId: 'f1', attemptId: 'att_f1_1', cameAt: 1_000, confirmedAt: [] }]);
    const confirmed = line(2, 'a page was confirmed', { received: 'r1' });
    await appendFile(file, confirmed.slice(0, 20));
    await log.read();
    await appendFile(file, confirmed.slice(20) + line(3, 'a call ended', { received: 'r1' }));
    await log.read();
    expect(log.calls).toEqual([{ callId: 'c1', faxId: 'f1', attemptId: 'att_f1_1', cameAt: 1_000, confirmedAt: [2_000], endedAt: 3_000, received: 'r1' }]);
  });

  it('tells a call once whose INVITE was repeated to the next process', async () => {
    const file = join(folder, 'process.log');
    await writeFile(file, line(1, 'a call came in') + line(4, 'a call came in'));
    const log = new FarEndLog(file);
    await log.read();
    expect(log.calls).toHaveLength(1);
    expect(log.calls[0]?.cameAt).toBe(1_000);
  });
});

describe('the outages of a target', () => {
  it('last from the breaking until it was back', () => {
    const entries = [
      { at: 1, what: 'kill', target: 'sandbox' }, { at: 2, what: 'kill', target: 'media' }, { at: 3, what: 'again', target: 'sandbox' },
      { at: 5, what: 'back', target: 'sandbox' }, { at: 6, what: 'freeze', target: 'sandbox' },
    ];
    expect(outagesOf(entries, 'sandbox')).toEqual([{ from: 1, to: 5 }, { from: 6, to: Infinity }]);
  });
});

import { appendFile, mkdtemp, mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaxCommand, FaxState, Refusal } from '@faxwire/fax';
import { AttemptRecord, appendKeptFacts } from './attempt-record.ts';
import { FactJournal } from './fact-journal.ts';
import type { Execution } from './step-dependencies.ts';

const FAX = 'fax';
const page = (n: number): FaxCommand => ({ type: 'RecordPage', attemptId: 'att', token: 1, page: { page: n, bitRate: 9_600, badRows: 0, bytes: 1 } });
const pageOf = (fact: FaxCommand): unknown => (fact.type === 'RecordPage' ? fact.page.page : fact.type);

/** A log that is there, away, or somebody else's, as the test likes; its clock runs only in it. */
class Log {
  readonly taken: unknown[] = [];
  state: 'there' | 'away' | 'refuses' = 'there';
  nowMs = 0;

  load = (): Promise<FaxState> => Promise.reject(new Error('not asked'));
  execute = async (_faxId: string, fact: FaxCommand): Promise<Execution> => {
    this.nowMs += 10_000;
    if (this.state === 'away') throw new Error('no database');
    if (this.state === 'refuses') return { ok: false, refusal: { code: 'attempt_superseded', message: 'another attempt' } as unknown as Refusal };
    this.taken.push(pageOf(fact));
    return { ok: true, state: {} as FaxState };
  };
}

let root: string;
beforeEach(async () => void (root = await mkdtemp(join(tmpdir(), 'faxwire-facts-'))));
afterEach(() => rm(root, { recursive: true, force: true }));
const filesIn = async (): Promise<number> => (await readdir(join(root, String(process.pid)))).length;

async function recordOf(log: Log, refusals: Refusal[] = []): Promise<{ record: AttemptRecord; journal: FactJournal }> {
  const journal = await FactJournal.open(root);
  const record = new AttemptRecord({ faxes: log, now: () => log.nowMs, faxId: FAX, journal, onRefused: (refusal) => void refusals.push(refusal) });
  return { record, journal };
}

describe('the record of an attempt', () => {
  it('is in the log, and leaves nothing on the disk', async () => {
    const log = new Log();
    const { record } = await recordOf(log);
    expect(await record.add(page(0), true)).toMatchObject({ ok: true });
    expect(await filesIn()).toBe(1);
    await record.close();
    expect([log.taken, await filesIn()]).toEqual([[0], 0]);
  });

  it('lets the call go on while the log is away, and is appended in order when it is back', async () => {
    const log = new Log();
    log.state = 'away';
    const { record } = await recordOf(log);
    expect(await record.add(page(0), true)).toBeUndefined();
    log.state = 'there';
    await record.add(page(1), true);
    await record.close();
    expect([log.taken, await filesIn()]).toEqual([[0, 1], 0]);
  });

  it('is kept on the disk when the log stays away, and appended by the next process, each page once', async () => {
    const log = new Log();
    log.state = 'away';
    const { record } = await recordOf(log);
    await record.add(page(0), true);
    await record.add(page(1), true);
    await record.add({ type: 'RecordAttemptFailure' } as FaxCommand, true).catch(() => undefined);
    await expect(record.close()).rejects.toThrow('kept on the disk');
    expect([log.taken, await filesIn()]).toEqual([[], 1]);
    const next = await FactJournal.open(root);
    await expect(appendKeptFacts(next, log)).rejects.toThrow('no database');
    log.state = 'there';
    expect(await appendKeptFacts(next, log)).toBe(3);
    expect([log.taken, await filesIn()]).toEqual([[0, 1, 'RecordAttemptFailure'], 0]);
    expect(await appendKeptFacts(next, log)).toBe(0);
  }, 30_000);

  it('ends the call when the attempt is somebody else\'s, and keeps nothing of it', async () => {
    const log = new Log();
    log.state = 'refuses';
    const refusals: Refusal[] = [];
    const { record } = await recordOf(log, refusals);
    await expect(record.add(page(0), true)).rejects.toThrow('another attempt');
    await expect(record.add(page(1), true)).rejects.toThrow('another attempt');
    await record.close();
    expect([refusals.length, await filesIn()]).toEqual([1, 0]);
  });

  it('refuses what a zombie left on the disk', async () => {
    const log = new Log();
    const { record, journal } = await recordOf(log);
    log.state = 'away';
    await record.add(page(0), true);
    await record.close().catch(() => undefined);
    log.state = 'refuses';
    expect(await appendKeptFacts(journal, log)).toBe(0);
    expect(await filesIn()).toBe(0);
  }, 30_000);

  it('is not disturbed by another attempt of the process that is still under way', async () => {
    const log = new Log();
    const { record, journal } = await recordOf(log);
    await record.add(page(0), true);
    expect(await journal.leftBehind()).toEqual([]);
    await record.close();
  });
});

describe('what a process left on the disk that was killed', () => {
  it('is taken over by the next one, but for a line that it did not finish', async () => {
    const dead = join(root, '4194304');
    await mkdir(dead);
    await appendFile(join(dead, 'a.facts'), `${JSON.stringify({ faxId: FAX, fact: page(4) })}\n{"faxId":"fax","fact":{"ty`);
    await appendFile(join(dead, 'b.facts'), `not ours\n${'x'.repeat(10_000)}\n`);
    const log = new Log();
    expect(await appendKeptFacts(await FactJournal.open(root), log)).toBe(1);
    expect([log.taken, await filesIn(), await readdir(root)]).toEqual([[4], 0, [String(process.pid)]]);
  });
});

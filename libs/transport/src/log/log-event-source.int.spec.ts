import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { START } from '@faxwire/event-log';
import { POLL_MS } from '../limits.ts';
import { eventSourceContract } from '../testing/event-source.contract.ts';
import { openLogBench } from '../testing/log-bench.ts';

describe('the event source on the log', () => {
  eventSourceContract(openLogBench);
});

describe('a consumer group on the log', () => {
  let bench: Awaited<ReturnType<typeof openLogBench>>;
  let group: string;
  beforeAll(async () => {
    bench = await openLogBench();
    await bench.database.pool.query('CREATE TABLE effect (event_id text PRIMARY KEY)');
  });
  afterAll(() => bench.close());
  beforeEach(() => void (group = `group-${randomUUID()}`));

  it('is told of an event on an idle system within a fraction of the time between two polls', async () => {
    const arrivals = new Map<string, number>();
    const subscription = bench.open().subscribe({ group, handle: async ({ id }) => void arrivals.set(id, performance.now()) });
    const delays: number[] = [];
    await arrived(arrivals, await appended());
    for (let times = 0; times < 30; times += 1) {
      const id = await appended();
      const appendedAt = performance.now();
      await arrived(arrivals, id);
      delays.push((arrivals.get(id) ?? Infinity) - appendedAt);
    }
    // By hints, that is, and not by polling. The median: other tests' transactions hold this server's tail back now and then.
    expect(delays.sort((a, b) => a - b)[15]).toBeLessThan(POLL_MS / 10);
    await subscription.stop();
  });

  it('stores an effect and its checkpoint together, or neither', async () => {
    const faxId = randomUUID();
    await bench.append(faxId, 2);
    let failures = 0;
    const subscription = bench.open().subscribe({
      group,
      handle: async ({ id, subject, sequence }, effect) => {
        await effect.query('INSERT INTO effect VALUES ($1)', [id]);
        if (subject === faxId && sequence === 2 && (failures += 1) < 3) throw new Error('after the write');
      },
    });
    while ((await subscription.lag()).events > 0) await sleep(2);
    await subscription.stop();
    const { rows } = await bench.database.pool.query('SELECT event_id FROM effect WHERE event_id LIKE $1 ORDER BY 1', [`evt_${faxId}%`]);
    expect(rows).toEqual([{ event_id: `evt_${faxId}_1` }, { event_id: `evt_${faxId}_2` }]);
    expect(failures).toBe(3);
  });

  it('counts a try whose transaction was broken from inside, though the handler saw no error', async () => {
    const faxId = randomUUID();
    await bench.append(faxId, 1);
    const subscription = bench.open().subscribe({
      group,
      handle: async ({ subject }, effect) => {
        if (subject === faxId) await effect.query('SELECT 1/0').catch(() => undefined);
      },
    });
    while ((await bench.deadLetters(group)).length === 0) await sleep(2);
    await subscription.stop();
    expect(await bench.deadLetters(group)).toMatchObject([{ event: { subject: faxId }, tries: 5 }]);
  });

  it('goes on after every connection was cut', async () => {
    const seen = new Set<string>();
    const subscription = bench.open().subscribe({ group, handle: async ({ id }) => void seen.add(id) });
    const [before, after] = [randomUUID(), randomUUID()];
    await bench.append(before, 1);
    while (!seen.has(`evt_${before}_1`)) await sleep(2);
    await bench.database.pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name <> 'faxwire'`);
    await bench.append(after, 1);
    while (!seen.has(`evt_${after}_1`)) await sleep(2);
    await subscription.stop();
  });

  it('begins with the next event where it was asked to', async () => {
    const [old, fresh] = [randomUUID(), randomUUID()];
    await bench.append(old, 1);
    // Other databases of the server may hold the tail back for a moment: "next" then begins with what is held back.
    const isShown = async () => (await bench.log.tail({ after: START, limit: 10_000 })).some(({ faxId }) => faxId === old);
    while (!(await isShown())) await sleep(2);
    const seen: string[] = [];
    const stopping = new AbortController();
    const subscription = bench.open().subscribe({ group, fromStart: false, signal: stopping.signal, handle: async ({ subject }) => void seen.push(subject) });
    while ((await bench.database.pool.query('SELECT FROM consumer_checkpoint WHERE consumer_group = $1', [group])).rowCount === 0) await sleep(2);
    await bench.append(fresh, 1);
    while (seen.length === 0) await sleep(2);
    const aborted = once(stopping.signal, 'abort');
    stopping.abort();
    await Promise.all([aborted, subscription.stop()]);
    expect(seen).toEqual([fresh]);
  });

  async function appended(): Promise<string> {
    const faxId = randomUUID();
    await bench.append(faxId, 1);
    return `evt_${faxId}_1`;
  }
});

async function arrived(arrivals: ReadonlyMap<string, number>, id: string): Promise<void> {
  while (!arrivals.has(id)) await sleep(1);
}

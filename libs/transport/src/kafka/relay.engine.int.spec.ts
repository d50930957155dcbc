import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { kafka } from '@faxwire/testing';
import { ENGINE_START_MS } from '../testing/event-source.contract.ts';
import { openRelayBench } from '../testing/kafka-bench.ts';
import { startRelayProcess } from '../testing/relay-child.ts';
import { openTopicReader, orderFaults } from '../testing/topic-reader.ts';
import type { Relay, RelayState } from './relay.ts';

type Bench = Awaited<ReturnType<typeof openRelayBench>>;
type Reader = Awaited<ReturnType<typeof openTopicReader>>;

/** The promise of the relay: another takes over within so long, however the leader came to its end. */
const TAKEOVER_MS = 10_000;
/** Two takeovers, on a machine that is busy. */
const PATIENCE_MS = 60_000;

describe('a relay', () => {
  let bench: Bench;
  let reader: Reader;
  const children: ReturnType<typeof startRelayProcess>[] = [];
  const brokers = async () => (await kafka()).brokers;
  beforeAll(async () => void (await kafka()), ENGINE_START_MS);
  beforeEach(async () => {
    bench = await openRelayBench(await brokers());
    reader = await openTopicReader(bench.kafka, bench.topic);
  });
  afterEach(async () => {
    await Promise.all(children.splice(0).map((child) => child.end()));
    await reader.close();
    await bench.close();
  });

  const seenIds = () => new Set(reader.events.map(({ id }) => id));
  const appended = async (faxes: number, eventsEach: number) => {
    const ids = Array.from({ length: faxes }, () => randomUUID());
    await Promise.all(ids.map((faxId) => bench.append(faxId, eventsEach)));
    return ids.flatMap((faxId) => Array.from({ length: eventsEach }, (_, index) => `evt_${faxId}_${index + 1}`));
  };
  const allSeen = async (ids: readonly string[]) => {
    for (let seen = seenIds(); !ids.every((id) => seen.has(id)); seen = seenIds()) await sleep(10);
  };
  const startChild = async (settings: object = {}) => {
    const child = startRelayProcess({ url: bench.database.url, brokers: await brokers(), topic: bench.topic, ...settings });
    children.push(child);
    return child;
  };

  it('brings every event to the topic once, in the order of its fax', async () => {
    const early = await appended(3, 8);
    const relay = bench.relay();
    const late = await appended(3, 8);
    await allSeen([...early, ...late]);
    expect(orderFaults(reader.events)).toEqual([]);
    expect(reader.events).toHaveLength(48);
    while ((await relay.lag()).events > 0) await sleep(5);
  });

  it('leads alone, and another takes over when it stops', async () => {
    const states: string[][] = [[], []];
    const first = bench.relay({ onState: (state) => states[0]?.push(state) });
    const reached = async (relay: Relay, state: RelayState) => {
      while (relay.state !== state) await sleep(5);
    };
    await reached(first, 'leading');
    const second = bench.relay({ onState: (state) => states[1]?.push(state) });
    await reached(second, 'standby');
    await first.stop();
    await reached(second, 'leading');
    await allSeen(await appended(1, 3));
    expect(states).toEqual([['leading', 'stopped'], ['standby', 'leading']]);
  });

  it('that dies between the acknowledgement and its checkpoint leaves duplicates and nothing worse', async () => {
    const early = await appended(4, 6);
    const child = await startChild({ dieAfterBatch: 1 });
    await child.exited;
    await allSeen(early);
    const before = reader.events.length;
    bench.relay();
    await allSeen(await appended(2, 3));
    // All of the first batch come again: the checkpoint had not moved.
    while (reader.events.length < before + early.length + 6) await sleep(5);
    expect(orderFaults(reader.events)).toEqual([]);
    expect(reader.events).toHaveLength(before + early.length + 6);
    expect(seenIds().size).toBe(early.length + 6);
  }, PATIENCE_MS);

  it('that is frozen in the middle of its work is replaced in time, and takes no part any more when it wakes up', async () => {
    const frozen = await startChild();
    const written: string[] = [];
    const done = new AbortController();
    const writing = (async () => {
      // Not faster than one process can read along.
      for (; !done.signal.aborted; await sleep(20)) written.push(...(await appended(1, 4)));
    })();
    while (seenIds().size < 40) await sleep(5);
    frozen.signal('SIGSTOP');
    const stoppedAt = performance.now();
    const other = bench.relay();
    // The last ones before the freeze may be seen without anybody's help; those of now may not.
    const late = await appended(3, 4);
    await allSeen(late);
    expect(performance.now() - stoppedAt).toBeLessThan(TAKEOVER_MS);
    frozen.signal('SIGCONT');
    while (frozen.states().at(-1) !== 'standby') await sleep(5);
    done.abort();
    await writing;
    await allSeen(written);
    expect(other.state).toBe('leading');
    expect(orderFaults(reader.events)).toEqual([]);
    expect(seenIds().size).toBe(written.length + late.length);
  }, PATIENCE_MS);

  it('that is killed is replaced in time', async () => {
    const killed = await startChild();
    await allSeen(await appended(2, 2));
    const other = bench.relay();
    while (other.state !== 'standby') await sleep(5);
    killed.signal('SIGKILL');
    const killedAt = performance.now();
    await allSeen(await appended(2, 2));
    expect(performance.now() - killedAt).toBeLessThan(TAKEOVER_MS);
    expect(orderFaults(reader.events)).toEqual([]);
  }, PATIENCE_MS);

  it('goes on after its sessions in the database were cut', async () => {
    const states: string[] = [];
    const relay = bench.relay({ onState: (state) => states.push(state) });
    while (relay.state !== 'leading') await sleep(5);
    await bench.database.pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name <> 'faxwire'`);
    await allSeen(await appended(2, 4));
    expect(states).toEqual(['leading', 'database_away', 'leading']);
    expect(orderFaults(reader.events)).toEqual([]);
  });
});

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaxEvent } from '@faxwire/fax';
import type pg from 'pg';
import { append, type Append } from '../log/append.ts';
import { START, type Checkpoint } from '../log/checkpoint.ts';
import type { EventLog } from '../log/event-log.ts';
import type { StoredEvent } from '../log/stored-event.ts';

export interface EventLogBench {
  readonly log: EventLog;
  /** For a transaction that the test itself keeps open, and for the tail that is wrong on purpose. */
  readonly pool: pg.Pool;
}

const AT = Date.UTC(2026, 0, 1);
const WRITERS = 8;
const SLOW_SHARE = 0.2;
const SLOW_MS = 20;
/** Long enough for some thousand appends to overtake each other. */
const RUN_MS = 5_000;

const held = (): FaxEvent => ({ type: 'FaxHeld', at: AT, data: {} });
const onStream = (stream: string, expectedVersion: number, count = 1): Append => ({ tenantId: 'ten_a', stream, expectedVersion, events: Array.from({ length: count }, held) });
const newStream = () => `fax-${randomUUID()}`;

/** What the log promises, on a real server. */
export function eventLogContract(bench: () => EventLogBench): void {
  it('gives back what was appended, from any version on', async () => {
    const { log } = bench();
    const stream = newStream();
    const appended = await log.append({ ...onStream(stream, 0, 3), meta: { traceparent: '00-1' } });
    expect(await log.read(stream)).toEqual(appended.ok && appended.events);
    expect((await log.read(stream, 2)).map(({ version, event, meta }) => ({ version, event, meta }))).toEqual([
      { version: 2, event: held(), meta: { traceparent: '00-1' } },
      { version: 3, event: held(), meta: { traceparent: '00-1' } },
    ]);
  });

  it('refuses an append that expects another version, older or newer', async () => {
    const { log } = bench();
    const stream = newStream();
    await log.append(onStream(stream, 0, 2));
    for (const wrong of [0, 1, 3, 100]) expect(await log.append(onStream(stream, wrong))).toEqual({ ok: false, code: 'wrong_expected_version' });
    expect(await log.append(onStream(stream, 2))).toMatchObject({ ok: true });
  });

  it('stores what comes with an append in the same transaction', async () => {
    const { log } = bench();
    const stream = newStream();
    await expect(log.append(onStream(stream, 0), () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await log.read(stream)).toEqual([]);
  });

  it('lets one of those win who append at the same version', async () => {
    const { log } = bench();
    const stream = newStream();
    const results = await Promise.all(Array.from({ length: 10 }, () => log.append(onStream(stream, 0))));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('holds an event back while one that could come before it is not committed', async () => {
    const { log, pool } = bench();
    const [early, late] = [newStream(), newStream()];
    const place = await endOf(log);
    const client = await pool.connect();
    await client.query('BEGIN');
    await append(client, onStream(early, 0));
    await log.append(onStream(late, 0));
    expect(await log.tail({ after: place, limit: 10 })).toEqual([]);
    expect(await log.tailLag()).toMatchObject({ events: 1 });
    const careless = await byPosition(pool, place.position);
    await client.query('COMMIT');
    client.release();
    expect((await allAfter(log, place, 2)).map(({ stream }) => stream)).toEqual([early, late]);
    // The negative control: a reader that goes by position has passed the early event and never sees it.
    expect(careless).toEqual([late]);
  });

  it('loses nothing and keeps every stream in order while slow and quick writers overtake each other', async () => {
    const { log } = bench();
    const place = await endOf(log);
    const running = new AbortController();
    const writers = Array.from({ length: WRITERS }, () => write(log, running.signal));
    const reader = keepReading(log, place, running.signal);
    await sleep(RUN_MS);
    running.abort();
    const written = (await Promise.all(writers)).flat();
    const read = await reader;
    const rest = await allAfter(log, read.at(-1) ?? place, written.length - read.length);
    const all = [...read, ...rest];
    expect(new Set(all.map(({ id }) => id))).toEqual(new Set(written));
    expect(all).toHaveLength(written.length);
    for (const stream of new Set(all.map((event) => event.stream))) {
      const versions = all.filter((event) => event.stream === stream).map(({ version }) => version);
      expect(versions).toEqual(versions.map((_, index) => index + 1));
    }
  });

  it('hints at an append', async () => {
    const { log } = bench();
    const stream = newStream();
    const hints: unknown[] = [];
    const listener = log.listen((hint) => hints.push(hint));
    while (hints.length === 0) await sleep(1);
    const appended = await log.append(onStream(stream, 0, 2));
    while (hints.length < 2) await sleep(1);
    await listener.stop();
    expect(hints).toEqual([undefined, { stream, version: 2, xid: appended.ok && appended.events[0]?.xid }]);
  });
}

/** Ids of what was written. */
async function write(log: EventLog, signal: AbortSignal): Promise<string[]> {
  const written: string[] = [];
  while (!signal.aborted) {
    const stream = newStream();
    for (let version = 0; version < 4; version += 1) {
      const slow = Math.random() < SLOW_SHARE;
      const appended = await log.append(onStream(stream, version), async () => void (slow && (await sleep(Math.random() * SLOW_MS))));
      if (appended.ok) written.push(...appended.events.map(({ id }) => id));
    }
  }
  return written;
}

async function keepReading(log: EventLog, place: Checkpoint, signal: AbortSignal): Promise<StoredEvent[]> {
  const read: StoredEvent[] = [];
  while (!signal.aborted) read.push(...(await log.tail({ after: read.at(-1) ?? place, limit: 50 })));
  return read;
}

/** Waits: on a shared server somebody else's transaction may hold the tail back. */
async function allAfter(log: EventLog, place: Checkpoint, count: number): Promise<StoredEvent[]> {
  const read: StoredEvent[] = [];
  const deadline = performance.now() + 10_000;
  while (read.length < count && performance.now() < deadline) read.push(...(await log.tail({ after: read.at(-1) ?? place, limit: 1_000 })));
  return read;
}

async function endOf(log: EventLog): Promise<Checkpoint> {
  while ((await log.tailLag()).events > 0) await sleep(1);
  let place = START;
  for (;;) {
    const last = (await log.tail({ after: place, limit: 1_000 })).at(-1);
    if (!last) return place;
    place = { xid: last.xid, position: last.position };
  }
}

async function byPosition(pool: pg.Pool, after: string): Promise<string[]> {
  const { rows } = await pool.query<{ stream: string; position: string }>('SELECT stream, position FROM event WHERE position > $1 ORDER BY position', [after]);
  const next = rows.at(-1)?.position ?? after;
  const missed = await pool.query('SELECT FROM event WHERE position > $1', [next]);
  return missed.rowCount === 0 ? rows.map(({ stream }) => stream) : [];
}

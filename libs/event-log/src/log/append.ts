import { DatabaseError } from 'pg';
import { eventIdOf } from '@faxwire/contracts';
import type { FaxEvent } from '@faxwire/fax';
import type { Queryable } from '../database/queryable.ts';
import { sealData } from '../personal/sealed-data.ts';
import { schemaOf } from '../upcast/upcasters.ts';
import { storable } from './storable.ts';
import { faxIdOf, storedEventOf, type EventMeta, type EventRow, type StoredEvent } from './stored-event.ts';

/** One command yields one event, a few at most; a batch beyond this is a bug of the caller. */
export const MAX_EVENTS_PER_APPEND = 100;

export interface Append {
  readonly tenantId: string;
  readonly stream: string;
  /** Version of the last event that the decision knew; 0 for a new stream. */
  readonly expectedVersion: number;
  readonly events: readonly FaxEvent[];
  readonly meta?: EventMeta;
  /** What the events say of people is stored under this key; left out, it is stored as it is. */
  readonly personalKey?: Buffer | undefined;
}

export type Appended =
  | { readonly ok: true; readonly events: readonly StoredEvent[] }
  | { readonly ok: false; readonly code: 'wrong_expected_version' };

export const HINT_CHANNEL = 'faxwire_event';

const HINT = `, hint AS (
      SELECT pg_notify('${HINT_CHANNEL}', json_build_object('stream', $2::text, 'version', max(version), 'xid', pg_current_xact_id()::text)::text)
      FROM appended HAVING count(*) > 0
    )`;

/** With the hint in it, a reader hears of the events the moment that they can be seen, and of nothing that was undone. */
const HINTING_STATEMENT = {
  name: 'event_append',
  text: `${appending(HINT)} FROM appended, (SELECT count(hint) FROM hint) AS told ORDER BY appended.version`,
};

/** Parameters $1 to $7 are `appendParameters`; the extra CTEs may refer to `appended` and go on at $8. The hint is the caller's business. */
export function appendStatement(extra: string): string {
  return `${appending(extra)} FROM appended ORDER BY appended.version`;
}

function appending(extra: string): string {
  return `
    WITH appended AS (
      INSERT INTO event (tenant_id, stream, version, type, data, meta, at)
      SELECT $1::text, $2::text, $3::integer + given.n, given.type, given.data::jsonb, given.meta::jsonb, given.at
      FROM unnest($4::text[], $5::text[], $6::text[], $7::timestamptz[]) WITH ORDINALITY AS given(meta, type, data, at, n)
      WHERE $3::integer = 0 OR EXISTS (SELECT FROM event WHERE stream = $2::text AND version = $3::integer)
      ORDER BY given.n
      RETURNING position, xid, version
    )${extra}
    SELECT appended.position, appended.xid::text AS xid, appended.version`;
}

export function appendParameters(given: Append): unknown[] {
  const { tenantId, stream, expectedVersion, events, meta = {}, personalKey } = given;
  if (events.length === 0 || events.length > MAX_EVENTS_PER_APPEND) throw new RangeError(`an append of ${events.length} events`);
  return [
    tenantId,
    stream,
    expectedVersion,
    events.map(({ type }) => JSON.stringify(storedMeta(type, meta))),
    events.map(({ type }) => type),
    events.map((event, index) => JSON.stringify(storedData(event, { stream, version: expectedVersion + index + 1, personalKey }))),
    events.map(({ at }) => new Date(at).toISOString()),
  ];
}

/** The data of an event as its row has it: what it says of people under the key, bound to the event's place. */
export function storedData({ type, data }: FaxEvent, { stream, version, personalKey }: { readonly stream: string; readonly version: number; readonly personalKey?: Buffer | undefined }): object {
  const clean = storable(data) as Readonly<Record<string, unknown>>;
  return personalKey ? sealData(type, clean, { key: personalKey, boundTo: eventIdOf(faxIdOf(stream), version) }) : clean;
}

/** What is stored with an event of this type: also the version of its form. */
export function storedMeta(type: FaxEvent['type'], meta: EventMeta): EventMeta {
  return storable({ ...meta, schema: schemaOf(type) });
}

/** Must be the first write of its transaction: the order of a stream's xids depends on it. */
export async function append(on: Queryable, given: Append): Promise<Appended> {
  return stored(given, () => on.query({ ...HINTING_STATEMENT, values: appendParameters(given) }));
}

/** Tells the race that was lost, which is a value, from what is broken, which is thrown. */
export async function stored(given: Append, insert: () => Promise<{ rows: unknown[] }>): Promise<Appended> {
  try {
    const { rows } = await insert();
    // No row: the stream is not as long as the caller believes.
    return rows.length === 0 ? WRONG_VERSION : { ok: true, events: eventsOf(given, rows as EventRow[]) };
  } catch (error) {
    if (error instanceof DatabaseError && error.code === '23505' && error.constraint === 'event_pkey') return WRONG_VERSION;
    throw error;
  }
}

const WRONG_VERSION: Appended = { ok: false, code: 'wrong_expected_version' };

function eventsOf({ tenantId, stream, events, meta = {} }: Append, rows: readonly EventRow[]): StoredEvent[] {
  return events.flatMap((event, index) => {
    const row = rows[index];
    if (!row) return [];
    const { type, data, at } = storable(event);
    return storedEventOf({ ...row, tenant_id: tenantId, stream, type, data, meta: storedMeta(type, meta), at: new Date(at) });
  });
}

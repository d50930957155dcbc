import type { Queryable } from '../database/queryable.ts';
import { EVENT_COLUMNS, storedEventOf, type EventRow, type StoredEvent } from './stored-event.ts';

const STATEMENT = {
  name: 'event_read',
  text: `SELECT ${EVENT_COLUMNS} FROM event WHERE stream = $1 AND version >= $2 ORDER BY version`,
};

/** A stream from a version on, in order. What makes it long is bounded where it is appended. */
export async function read(on: Queryable, stream: string, fromVersion = 1): Promise<StoredEvent[]> {
  const { rows } = await on.query<EventRow>({ ...STATEMENT, values: [stream, fromVersion] });
  return rows.map(storedEventOf);
}

/** The whole stream, and the key under which further events of it are to be stored; undefined where it has none (any more). */
export async function readStream(on: Queryable, stream: string): Promise<{ readonly events: StoredEvent[]; readonly personalKey: Buffer | undefined }> {
  const { rows } = await on.query<EventRow>({ ...STATEMENT, values: [stream, 1] });
  return { events: rows.map(storedEventOf), personalKey: rows[0]?.key ?? undefined };
}

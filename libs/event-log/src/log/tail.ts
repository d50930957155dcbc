import type { Queryable } from '../database/queryable.ts';
import type { Checkpoint } from './checkpoint.ts';
import { EVENT_COLUMNS, storedEventOf, type EventRow, type StoredEvent } from './stored-event.ts';

/** Some 4 kB an event at worst: a batch fits in memory and in one answer. */
export const MAX_TAIL_LIMIT = 1_000;

export interface TailRequest {
  readonly after: Checkpoint;
  readonly limit: number;
}

// Below xmin every transaction has ended: nothing can appear any more before what was read.
const STATEMENT = {
  name: 'event_tail',
  text: `
    SELECT ${EVENT_COLUMNS} FROM event
    WHERE (xid, position) > ($1::xid8, $2::bigint) AND xid < pg_snapshot_xmin(pg_current_snapshot())
    ORDER BY event.xid, event.position LIMIT $3`,
};

/** The next events of all streams that can no longer be overtaken. */
export async function tail(on: Queryable, { after, limit }: TailRequest): Promise<StoredEvent[]> {
  const values = [after.xid, after.position, Math.min(limit, MAX_TAIL_LIMIT)];
  const { rows } = await on.query<EventRow>({ ...STATEMENT, values });
  return rows.map(storedEventOf);
}

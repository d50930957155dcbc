import type { Queryable } from '../database/queryable.ts';
import type { Checkpoint } from './checkpoint.ts';

export interface Lag {
  /** Counted up to `MAX_COUNTED`. */
  readonly events: number;
  /** Age of the oldest of them. */
  readonly seconds: number;
}

/** Counting millions to draw a chart would itself be the load; beyond this it is "too many". */
export const MAX_COUNTED = 10_000;

const lagStatement = (condition: string) => `
  SELECT count(*)::integer AS events, coalesce(greatest(extract(epoch FROM clock_timestamp() - min(at)), 0), 0)::float8 AS seconds
  FROM (SELECT at FROM event WHERE ${condition} ORDER BY xid, position LIMIT ${MAX_COUNTED}) AS waiting`;

/** Events that are stored and held back from the tail by a transaction that is still open somewhere. */
export async function tailLag(on: Queryable): Promise<Lag> {
  return only(await on.query<Lag>(lagStatement('xid >= pg_snapshot_xmin(pg_current_snapshot())')));
}

/** Events that a reader at this checkpoint has before it. */
export async function lagBehind(on: Queryable, after: Checkpoint): Promise<Lag> {
  return only(await on.query<Lag>(lagStatement('(xid, position) > ($1::xid8, $2::bigint)'), [after.xid, after.position]));
}

function only({ rows }: { rows: readonly Lag[] }): Lag {
  return rows[0] ?? { events: 0, seconds: 0 };
}

import { START, type Checkpoint, type Queryable } from '@faxwire/event-log';

// "The next event" is the first that no transaction of now can still put before it.
const NOW = `SELECT (pg_snapshot_xmin(pg_current_snapshot())::text::numeric - 1)::text AS xid, '9223372036854775807' AS position`;

/** Where the group stands; a new group gets its place. */
export async function openCheckpoint(on: Queryable, group: string, fromStart: boolean): Promise<Checkpoint> {
  const first = fromStart ? START : (await on.query<Checkpoint>(NOW)).rows[0] ?? START;
  await on.query(
    'INSERT INTO consumer_checkpoint (consumer_group, xid, position) VALUES ($1, $2::xid8, $3) ON CONFLICT DO NOTHING',
    [group, first.xid, first.position],
  );
  return (await readCheckpoint(on, group)) ?? first;
}

export async function readCheckpoint(on: Queryable, group: string): Promise<Checkpoint | undefined> {
  const { rows } = await on.query<Checkpoint>(
    'SELECT xid::text AS xid, position FROM consumer_checkpoint WHERE consumer_group = $1', [group],
  );
  return rows[0];
}

const MOVE = {
  name: 'consumer_checkpoint_move',
  text: 'UPDATE consumer_checkpoint SET xid = $2::xid8, position = $3, updated_at = now() WHERE consumer_group = $1',
};

export async function moveCheckpoint(on: Queryable, group: string, { xid, position }: Checkpoint): Promise<void> {
  await on.query({ ...MOVE, values: [group, xid, position] });
}

const ADVANCE = {
  name: 'consumer_checkpoint_advance',
  text: `UPDATE consumer_checkpoint SET xid = $2::xid8, position = $3, updated_at = now()
         WHERE consumer_group = $1 AND (xid, position) < ($2::xid8, $3::bigint)`,
};

/** Never backward, whoever asks. */
export async function advanceCheckpoint(on: Queryable, group: string, { xid, position }: Checkpoint): Promise<void> {
  await on.query({ ...ADVANCE, values: [group, xid, position] });
}

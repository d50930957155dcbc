import pg from 'pg';
import { connectionSettings, directConnection, type ConnectionOptions } from '../database/connection-settings.ts';

/** Millions of rows are written anew. */
const REBASE_TIMEOUT_MS = 3_600_000;
/** Lower than any transaction of any server; above `START`. */
const BASE_XID = '1';

export interface Rebased {
  readonly events: number;
  readonly checkpoints: number;
}

/**
 * Makes a restored log readable: gives every event the same low transaction, within which the position is the order. That
 * keeps the order of every stream. A checkpoint goes back to before the first event that it had not passed, so readers see
 * a few events again, by the same ids, and miss none. To be run once, by the owner, while no other process runs.
 * @param checkpointTable a table with columns xid and position, one row for each reader
 */
export async function rebaseXids(options: ConnectionOptions, checkpointTable = 'consumer_checkpoint'): Promise<Rebased> {
  const patient = { ...directConnection(options), statementTimeoutMs: REBASE_TIMEOUT_MS, queryTimeoutMs: REBASE_TIMEOUT_MS };
  const client = new pg.Client(connectionSettings(patient));
  client.on('error', () => {}); // The statement in progress rejects.
  await client.connect();
  try {
    return await rebase(client, pg.escapeIdentifier(checkpointTable));
  } finally {
    // Ends an open transaction, too.
    await client.end();
  }
}

async function rebase(client: pg.Client, checkpointTable: string): Promise<Rebased> {
  await client.query('BEGIN');
  await client.query(`LOCK TABLE event, ${checkpointTable} IN ACCESS EXCLUSIVE MODE`);
  const checkpoints = await client.query(
    `UPDATE ${checkpointTable} AS reader SET xid = '${BASE_XID}', position = greatest(0, least(
       reader.position,
       (SELECT min(position) - 1 FROM event WHERE (event.xid, event.position) > (reader.xid, reader.position)),
       (SELECT max(position) FROM event)))`,
  );
  const events = await client.query(`UPDATE event SET xid = '${BASE_XID}' WHERE xid <> '${BASE_XID}'`);
  await client.query('COMMIT');
  return { events: events.rowCount ?? 0, checkpoints: checkpoints.rowCount ?? 0 };
}

import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { connectionSettings, directConnection, type ConnectionOptions } from '@faxwire/event-log';
import { HANDLER_LIMIT_MS } from '../limits.ts';

/** Keeps our locks apart from those that others take. */
const LOCK_SPACE = 0x6661;

/**
 * The right to read for a group: a session lock, on the connection over which the group's effects and checkpoint go.
 * Whoever lost the session lost the lock, and can not commit anything either.
 */
export interface GroupLease {
  readonly client: pg.Client;
  /** Aborted when the session is gone. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/**
 * Undefined while another process has it.
 * @param idleMs a holder that says nothing for so long, because it is frozen, is thrown out by the server
 */
export async function leaseGroup(options: ConnectionOptions, group: string, idleMs = HANDLER_LIMIT_MS): Promise<GroupLease | undefined> {
  const client = new pg.Client({ ...connectionSettings(directConnection({ ...options, applicationName: `faxwire consumer ${group}` })) });
  const lost = new AbortController();
  client.on('error', () => lost.abort());
  client.on('end', () => lost.abort());
  const lease = { client, lost: lost.signal, release: () => leave(client) };
  try {
    await client.connect();
    await client.query(`SET idle_session_timeout = ${idleMs}`);
    const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1, hashtext($2)) AS held', [LOCK_SPACE, group]);
    if (rows[0]?.held) return lease;
  } catch (error) {
    void lease.release();
    throw error;
  }
  void lease.release();
  return undefined;
}

/** A frozen server does not even say goodbye. */
const GOODBYE_MS = 1_000;

async function leave(client: pg.Client): Promise<void> {
  await Promise.race([client.end().catch(() => {}), sleep(GOODBYE_MS, undefined, { ref: false })]);
}

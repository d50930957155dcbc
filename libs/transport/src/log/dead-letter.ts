import type { FaxCloudEvent } from '@faxwire/contracts';
import type { Queryable } from '@faxwire/event-log';
import { MAX_REASON_LENGTH } from '../limits.ts';

export interface DeadLetter {
  readonly id: string;
  readonly group: string;
  readonly event: FaxCloudEvent;
  readonly reason: string;
  readonly tries: number;
  readonly at: Date;
}

interface Failure {
  readonly event: FaxCloudEvent;
  readonly error: unknown;
  readonly tries: number;
}

const COLUMNS = 'id, consumer_group AS "group", event, reason, tries, at';

export async function buryEvent(on: Queryable, group: string, { event, error, tries }: Failure): Promise<void> {
  await on.query(
    `INSERT INTO dead_letter (consumer_group, event_id, tenant_id, event, reason, tries) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (consumer_group, event_id) DO UPDATE
     SET reason = excluded.reason, tries = dead_letter.tries + excluded.tries, at = now(), replay_requested = false`,
    [group, event.id, event.tenantid, JSON.stringify(event), reasonOf(error), tries],
  );
}

function reasonOf(error: unknown): string {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return reason.replaceAll('\0', '').slice(0, MAX_REASON_LENGTH);
}

export async function requestedDeadLetters(on: Queryable, group: string, limit: number): Promise<DeadLetter[]> {
  const { rows } = await on.query<DeadLetter>(
    `SELECT ${COLUMNS} FROM dead_letter WHERE consumer_group = $1 AND replay_requested ORDER BY id LIMIT $2`, [group, limit],
  );
  return rows;
}

export async function removeDeadLetter(on: Queryable, id: string): Promise<void> {
  await on.query('DELETE FROM dead_letter WHERE id = $1', [id]);
}

/** A page is read by a person. */
const MAX_PAGE = 1_000;

/** What was set aside, oldest first. */
export async function listDeadLetters(on: Queryable, group: string, limit = 100): Promise<DeadLetter[]> {
  const { rows } = await on.query<DeadLetter>(
    `SELECT ${COLUMNS} FROM dead_letter WHERE consumer_group = $1 ORDER BY id LIMIT $2`, [group, Math.min(limit, MAX_PAGE)],
  );
  return rows;
}

/** Asks whichever process reads for the group to handle its dead letters again. Returns how many there are. */
export async function replayDeadLetters(on: Queryable, group: string): Promise<number> {
  const { rowCount } = await on.query('UPDATE dead_letter SET replay_requested = true WHERE consumer_group = $1', [group]);
  return rowCount ?? 0;
}

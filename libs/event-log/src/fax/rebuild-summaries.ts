import { evolve, initialState, summarise, type FaxState, type FaxSummary } from '@faxwire/fax';
import type pg from 'pg';
import type { Queryable } from '../database/queryable.ts';
import { inTransactionOf } from '../database/transaction.ts';
import { EVENT_COLUMNS, storedEventOf, type EventRow } from '../log/stored-event.ts';
import { faxRowOf, upsertFaxes } from './fax-row.ts';
import { termsOf } from './metadata-terms.ts';

/** Appends wait while a batch is written: some tens of milliseconds. */
const STREAMS_PER_BATCH = 100;

const TERMS = `
  INSERT INTO fax_term (tenant_id, term, created_at, fax_id)
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS given(tenant_id text, term bigint, created_at timestamptz, fax_id text)
  ON CONFLICT DO NOTHING`;

/** Folds every stream again. Safe while faxes are being sent. Returns how many were written. */
export async function rebuildSummaries(pool: pg.Pool): Promise<number> {
  let after = '';
  let written = 0;
  for (;;) {
    const streams = await inTransactionOf(pool, (client) => rebuildBatch(client, after));
    const last = streams.at(-1);
    if (last === undefined) break;
    after = last;
    written += streams.length;
  }
  await pool.query(`DELETE FROM fax WHERE NOT EXISTS (SELECT FROM event WHERE stream = 'fax-' || fax_id)`);
  await pool.query('DELETE FROM fax_term WHERE NOT EXISTS (SELECT FROM fax WHERE fax.fax_id = fax_term.fax_id AND personal_data_erased_at IS NULL)');
  return written;
}

async function rebuildBatch(client: Queryable, after: string): Promise<string[]> {
  // An append in flight either shows its events here or writes its own, newer summary afterwards.
  await client.query('LOCK TABLE fax IN SHARE ROW EXCLUSIVE MODE');
  const { rows } = await client.query<{ stream: string }>(
    'SELECT stream FROM event WHERE version = 1 AND stream > $1 ORDER BY stream LIMIT $2', [after, STREAMS_PER_BATCH],
  );
  const streams = rows.map(({ stream }) => stream);
  if (streams.length > 0) {
    const faxes = await summariesOf(client, streams);
    await client.query(upsertFaxes('$1::jsonb'), [JSON.stringify(faxes.map(faxRowOf))]);
    await client.query(TERMS, [JSON.stringify(faxes.flatMap(termRowsOf))]);
  }
  return streams;
}

async function summariesOf(client: Queryable, streams: readonly string[]): Promise<FaxSummary[]> {
  const { rows } = await client.query<EventRow>(
    `SELECT ${EVENT_COLUMNS} FROM event WHERE stream = ANY($1) ORDER BY stream, version`, [streams],
  );
  const states = new Map<string, FaxState>();
  for (const { stream, event } of rows.map(storedEventOf)) states.set(stream, evolve(states.get(stream) ?? initialState, event));
  return [...states.values()].map(summarise);
}

function termRowsOf({ tenantId, metadata, createdAt, faxId }: FaxSummary): object[] {
  return termsOf(metadata).map((term) => ({ tenant_id: tenantId, term, created_at: new Date(createdAt).toISOString(), fax_id: faxId }));
}

import { connectionSettings } from '@faxwire/event-log';
import pg from 'pg';

/** Millions of rows and their indexes. */
const FILL_TIMEOUT_MS = 3_600_000;
/** Rows in one statement: a transaction that fits in the write-ahead log. */
const STEP = 250_000;
export const TENANTS = 1_000;

/** Tenant 0 to 999; the largest has a tenth of all faxes, as the first of a thousand customers has. */
const TENANT_OF = `floor(${TENANTS} * power(random(), 3))::integer`;
export const tenantIdOf = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
const TENANT_ID = `'00000000-0000-4000-8000-' || lpad(tenant::text, 12, '0')`;

/** What the faxes of a tenant have in common, so that searches find something. */
export const NUMBERS_PER_TENANT = 2_000;
export const CASES_PER_TENANT = 20_000;
export const WARDS = 20;
export const BATCHES_PER_TENANT = 100;

const TERM = (pair: string) => `('x' || substr(encode(sha256(convert_to(${pair}, 'UTF8')), 'hex'), 1, 16))::bit(64)::bigint`;

// Nine in ten were sent; the rest stands anywhere.
const FAXES = `
  WITH given AS MATERIALIZED (
    SELECT md5('generated' || n)::uuid::text AS fax_id, ${TENANT_OF} AS tenant, random() AS fate, timestamptz '2026-11-01' - random() * interval '700 days' AS at,
      floor(random() * ${NUMBERS_PER_TENANT})::integer AS number, floor(random() * ${CASES_PER_TENANT})::integer AS "case", floor(random() * ${WARDS})::integer AS ward,
      floor(random() * ${BATCHES_PER_TENANT})::integer AS batch
    FROM generate_series($1::integer, $2::integer) AS n
  ), fax AS (
    INSERT INTO fax (fax_id, tenant_id, mode, version, status, open, phone_number, metadata, created_at, updated_at, pages_confirmed, attempts, batch_id, webhook_failed, rested_at)
    SELECT fax_id, ${TENANT_ID}, CASE WHEN fate < 0.05 THEN 'test' ELSE 'live' END, 5,
      CASE WHEN fate < 0.9 THEN 'FaxSent' WHEN fate < 0.97 THEN 'FaxFailed' WHEN fate < 0.99 THEN 'FaxCancelled' WHEN fate < 0.995 THEN 'FaxHeld' ELSE 'FaxReceived' END,
      fate >= 0.99, '+1202' || lpad(number::text, 7, '5'), jsonb_build_object('case', "case"::text, 'ward', ward::text), at, at + interval '3 minutes', 1, 1,
      CASE WHEN fate > 0.8 THEN 'batch-' || batch END, fate > 0.999, CASE WHEN fate < 0.99 THEN at + interval '3 minutes' END
    FROM given
  )
  INSERT INTO fax_term (tenant_id, term, created_at, fax_id)
  SELECT ${TENANT_ID}, term, at, fax_id FROM given CROSS JOIN LATERAL (
    VALUES (${TERM(`'["case","' || "case" || '"]'`)}), (${TERM(`'["ward","' || ward || '"]'`)})
  ) AS pair(term)`;

interface Made {
  readonly drop: string;
  readonly make: string;
}

/** What has to be kept up row by row, and is made anew much sooner in one go. The two tables refer to nothing and nothing refers to them. */
const INDEXES = `
  SELECT 'DROP INDEX ' || indexname AS drop, indexdef AS make FROM pg_indexes
  WHERE tablename IN ('fax', 'fax_term') AND indexname NOT IN (SELECT conname FROM pg_constraint)
  UNION ALL
  SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname), format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
  FROM pg_constraint WHERE conrelid IN ('fax'::regclass, 'fax_term'::regclass) AND contype = 'p'`;

/** Faxes of a thousand tenants over two years, numbered from one to the other. */
export async function generateFaxes(url: string, from: number, to: number): Promise<void> {
  const client = new pg.Client(connectionSettings({ url, statementTimeoutMs: FILL_TIMEOUT_MS, queryTimeoutMs: FILL_TIMEOUT_MS }));
  await client.connect();
  try {
    await client.query(`SET synchronous_commit = off; SET maintenance_work_mem = '1GB'; SET work_mem = '256MB'`);
    const { rows } = await client.query<Made>(INDEXES);
    for (const { drop } of rows) await client.query(drop);
    for (let begin = from; begin < to; begin += STEP) await client.query(FAXES, [begin, Math.min(begin + STEP, to) - 1]);
    for (const { make } of rows) await client.query(make);
    for (const table of ['fax', 'fax_term']) await client.query(`VACUUM (ANALYZE) ${table}`);
  } finally {
    await client.end();
  }
}

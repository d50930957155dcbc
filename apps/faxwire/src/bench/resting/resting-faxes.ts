import { connectionSettings } from '@faxwire/event-log';
import pg from 'pg';

/** A hundred thousand rows of each table. */
const FILL_TIMEOUT_MS = 300_000;
const TENANT = '00000000-0000-4000-8000-000000000000';
const IDS = `SELECT md5('resting' || n)::uuid::text AS fax_id FROM generate_series(1, $1::integer) AS n`;
const EVENTS = `
  INSERT INTO event (tenant_id, stream, version, type, data, at)
  SELECT '${TENANT}', 'fax-' || fax_id, 1, 'FaxReceived', jsonb_build_object(
    'faxId', fax_id, 'tenantId', '${TENANT}', 'mode', 'live', 'phoneNumber', '+12025550123', 'resolution', 'fine', 'metadata', '{}'::jsonb, 'requestHash', 'r',
    'document', jsonb_build_object('sha256', repeat('d', 64), 'mediaType', 'text/plain', 'bytes', 5)), now()
  FROM (${IDS}) AS ids ON CONFLICT DO NOTHING`;
const SUMMARIES = `
  INSERT INTO fax (fax_id, tenant_id, mode, version, status, open, phone_number, metadata, created_at, updated_at, pages_confirmed, attempts)
  SELECT fax_id, '${TENANT}', 'live', 1, 'FaxReceived', true, '+12025550123', '{}', now(), now() - interval '1 minute', 0, 0
  FROM (${IDS}) AS ids ON CONFLICT DO NOTHING`;
const RESTS = `
  INSERT INTO lifecycle_timer (fax_id, due_at) SELECT fax_id, now() + interval '1 day' FROM (${IDS}) AS ids ON CONFLICT DO NOTHING`;

/** The consumers have heard of them long ago. */
const PASSED = `
  INSERT INTO consumer_checkpoint (consumer_group, xid, position)
  SELECT consumer_group, last.xid, last.position
  FROM unnest(ARRAY['lifecycle', 'webhooks']) AS consumer_group, (SELECT xid, position FROM event ORDER BY xid DESC, position DESC LIMIT 1) AS last
  ON CONFLICT (consumer_group) DO UPDATE SET xid = excluded.xid, position = excluded.position`;

/** So many open faxes that wait for tomorrow. To be done while nobody drives. */
export async function fillWithRestingFaxes(url: string, count: number): Promise<void> {
  const client = new pg.Client(connectionSettings({ url, statementTimeoutMs: FILL_TIMEOUT_MS, queryTimeoutMs: FILL_TIMEOUT_MS }));
  await client.connect();
  try {
    for (const statement of [RESTS, SUMMARIES, EVENTS]) await client.query(statement, [count]);
    await client.query(PASSED);
  } finally {
    await client.end();
  }
}

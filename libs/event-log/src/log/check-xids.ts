import type { Queryable } from '../database/queryable.ts';

/** The log was restored on a server whose transactions are numbered lower: the tail would be silent until they catch up. */
export class EventLogRestored extends Error {
  override readonly name = 'EventLogRestored';
  readonly code = 'event_log_restored';

  constructor(xid: string) {
    super(
      `The event log has an event of transaction ${xid}, which this server has not come to: it was restored from another one. ` +
      'Stop every process and rebase it once: npm run migrate -- --rebase (FAXWIRE_DATABASE_OWNER_URL: the owner of the tables).',
    );
  }
}

/** What one can see was written before the next transaction of its server begins. For a role that sees all tenants. */
export async function checkXids(on: Queryable): Promise<void> {
  const { rows } = await on.query<{ xid: string }>(
    `SELECT xid::text FROM (SELECT xid FROM event ORDER BY xid DESC, position DESC LIMIT 1) AS last
     WHERE xid >= pg_snapshot_xmax(pg_current_snapshot())`,
  );
  if (rows[0]) throw new EventLogRestored(rows[0].xid);
}

import type { Database } from '@faxwire/event-log';

/** Of the whole database since it was made; each statement outside a transaction is one. */
export async function transactions({ pool }: Pick<Database, 'pool'>): Promise<number> {
  const { rows } = await pool.query<{ count: string }>('SELECT xact_commit + xact_rollback AS count FROM pg_stat_database WHERE datname = current_database()');
  return Number(rows[0]?.count ?? 0);
}

import type { Database } from '@faxwire/event-log';
import type { ClosingStack } from '@faxwire/runtime';

/** Any number that nothing else locks. */
const HOUSE_LOCK = 0x66617b;

/** Another house drives the faxes of this database. */
export class DatabaseInUse extends Error {
  override readonly name = 'DatabaseInUse';
  readonly code = 'database_in_use';

  constructor() {
    super('Another Faxwire runs on this database (FAXWIRE_DATABASE_URL). Stop it first: a house in one process drives every fax of its database alone.');
  }
}

/**
 * A lock of a session that lasts as long as the process: PostgreSQL gives it back when the connection ends, however it ends.
 * @throws DatabaseInUse
 */
export async function claimDatabase({ direct }: Database, closing: ClosingStack): Promise<void> {
  const client = await direct.connect();
  closing.defer('claim of the database', () => client.release(true));
  const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [HOUSE_LOCK]);
  if (!rows[0]?.held) throw new DatabaseInUse();
}

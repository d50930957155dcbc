import { randomUUID } from 'node:crypto';
import pg from 'pg';

export interface TemporaryDatabase {
  /** Connection URL of a database that nobody else uses. */
  readonly url: string;
  /** Ends every connection to it and removes it. */
  drop(): Promise<void>;
}

/**
 * A database of its own on the PostgreSQL that the test run has started.
 * @throws when the run has no server: tests are started by `npm test`, which starts one.
 */
export async function temporaryDatabase(): Promise<TemporaryDatabase> {
  const serverUrl = process.env['FAXWIRE_TEST_POSTGRES_URL'];
  if (!serverUrl) throw new Error('No PostgreSQL for this test run: start it with `npm test`, without FAXWIRE_TEST_POSTGRES=off.');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(serverUrl, `CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

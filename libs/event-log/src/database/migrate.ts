import pg from 'pg';
import { DataSource } from 'typeorm';
import { connectionSettings, directConnection, type ConnectionOptions } from './connection-settings.ts';
import { MIGRATION_TIMEOUT_MS } from './database-limits.ts';

export type Migrations = readonly (new () => object)[];

/** Any number that nothing else locks: processes that start together bring the tables up to date one after the other. */
const MIGRATION_LOCK = 0x666178;

/** Brings the tables up to date, once, however many processes start together. */
export async function migrate(options: ConnectionOptions, migrations: Migrations): Promise<void> {
  const patient = { ...directConnection(options), statementTimeoutMs: MIGRATION_TIMEOUT_MS, queryTimeoutMs: MIGRATION_TIMEOUT_MS };
  const lock = new pg.Client(connectionSettings(patient));
  lock.on('error', () => {}); // The statement in progress rejects; an idle connection's end is no news.
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await runMigrations(patient, migrations);
  } finally {
    await lock.end();
  }
}

async function runMigrations(options: ConnectionOptions, migrations: Migrations): Promise<void> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: options.url,
    migrations: [...migrations],
    migrationsTableName: 'migration',
    poolSize: 1,
    extra: connectionSettings(options),
  });
  await dataSource.initialize();
  try {
    await dataSource.runMigrations({ transaction: 'each' });
  } finally {
    await dataSource.destroy();
  }
}

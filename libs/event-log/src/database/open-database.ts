import pg from 'pg';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { connectionSettings, type ConnectionOptions } from './connection-settings.ts';
import { DEFAULT_ORM_POOL_SIZE, DEFAULT_POOL_SIZE } from './database-limits.ts';
import { migrate, type Migrations } from './migrate.ts';

export interface DatabaseOptions extends ConnectionOptions {
  readonly poolSize?: number;
  readonly ormPoolSize?: number;
  /** Everybody's, composed by the app: `[...eventLogEntities, ...]`. */
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  readonly migrations: Migrations;
  /** False where a job of its own brings the tables up to date. */
  readonly migrate?: boolean;
  /** An idle connection broke. The pool replaces it; this is for the log. */
  readonly onConnectionError?: (error: Error) => void;
}

export interface Database {
  readonly url: string;
  readonly pool: pg.Pool;
  readonly dataSource: DataSource;
  close(): Promise<void>;
}

/** @throws what PostgreSQL says when it can not be reached or the tables can not be brought up to date */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.migrate ?? true) await migrate(options, options.migrations);
  const pool = new pg.Pool({ ...connectionSettings(options), max: options.poolSize ?? DEFAULT_POOL_SIZE });
  // Without a listener the end of an idle connection would end the process.
  pool.on('error', options.onConnectionError ?? (() => {}));
  const dataSource = new DataSource({
    type: 'postgres',
    url: options.url,
    entities: options.entities as never,
    migrations: options.migrations as never,
    migrationsTableName: 'migration',
    poolSize: options.ormPoolSize ?? DEFAULT_ORM_POOL_SIZE,
    poolErrorHandler: options.onConnectionError ?? (() => {}),
    extra: connectionSettings(options),
  });
  await dataSource.initialize();
  return { url: options.url, pool, dataSource, close: () => close(pool, dataSource) };
}

async function close(pool: pg.Pool, dataSource: DataSource): Promise<void> {
  await Promise.all([pool.end(), dataSource.destroy()]);
}

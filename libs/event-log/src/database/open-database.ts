import type pg from 'pg';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { connectionSettings, isPooled, type ConnectionOptions } from './connection-settings.ts';
import { DEFAULT_POOL_SIZE } from './database-limits.ts';
import { directConnections, type DirectConnections } from './direct-connections.ts';
import { migrate, type Migrations } from './migrate.ts';
import { createPool } from './pool.ts';

export interface DatabaseOptions extends ConnectionOptions {
  /** All connections at once, TypeORM's among them; those of `direct` come on top, one for each listener. */
  readonly poolSize?: number;
  /** Everybody's, composed by the app: `[...eventLogEntities, ...]`. */
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  readonly migrations: Migrations;
  /** False where a job of its own brings the tables up to date. */
  readonly migrate?: boolean;
  /** For a process whose role is under row-level security: statements run as the tenant of `runAsTenant`, and see nothing without one. */
  readonly tenantScoped?: boolean;
  /** Absent: on a direct connection only, because PgBouncer before 1.21 loses them. */
  readonly preparedStatements?: boolean;
  /** An idle connection broke. The pool replaces it; this is for the log. */
  readonly onConnectionError?: (error: Error) => void;
}

export interface Database {
  readonly url: string;
  readonly directUrl: string | undefined;
  readonly pool: pg.Pool;
  /** Past the pooler, each of its own and outside the pool: for LISTEN and session locks. */
  readonly direct: DirectConnections;
  /** On the same pool. */
  readonly dataSource: DataSource;
  close(): Promise<void>;
}

/** @throws what PostgreSQL says when it can not be reached or the tables can not be brought up to date */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.migrate ?? true) await migrate(options, options.migrations);
  const { tenantScoped = false, preparedStatements = !isPooled(options), poolSize = DEFAULT_POOL_SIZE, url, directUrl } = options;
  const pool = createPool({ ...connectionSettings(options), max: poolSize }, { tenantScoped, preparedStatements });
  // Without a listener the end of an idle connection would end the process.
  pool.on('error', options.onConnectionError ?? (() => {}));
  const dataSource = dataSourceOn(pool, options);
  try {
    await dataSource.initialize();
  } catch (error) {
    await pool.end();
    throw error;
  }
  return { url, directUrl, pool, direct: directConnections(options), dataSource, close: () => close(pool, dataSource) };
}

/** TypeORM would open a pool of its own, and the connections of a process would be twice what was asked for. */
function dataSourceOn(pool: pg.Pool, { url, entities, migrations }: DatabaseOptions): DataSource {
  const lent = { on: () => lent, connect: pool.connect.bind(pool), end: (done: () => void) => done() };
  return new DataSource({
    type: 'postgres',
    url,
    entities: entities as never,
    migrations: migrations as never,
    migrationsTableName: 'migration',
    driver: { Pool: function Lent() { return lent; } },
  });
}

async function close(pool: pg.Pool, dataSource: DataSource): Promise<void> {
  await dataSource.destroy();
  await pool.end();
}

import type pg from 'pg';

/** A pool, or the one connection of a transaction. */
export type Queryable = Pick<pg.Pool | pg.PoolClient | pg.Client, 'query'>;

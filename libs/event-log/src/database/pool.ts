import pg from 'pg';
import { isConnectionFailure } from './connection-failure.ts';
import { TenantQuery } from './tenant-query.ts';
import { currentTenant } from './tenant-scope.ts';

export interface PoolHabits {
  /** Statements run as the tenant of `runAsTenant`. For a role under row-level security. */
  readonly tenantScoped: boolean;
  /** Statements with a name are parsed once per connection; a pooler may give the next one to another connection. */
  readonly preparedStatements: boolean;
}

type Ask = (given: unknown, values?: unknown, callback?: unknown) => unknown;

/** Transaction control enters no tenant: it must work in a transaction that has failed. */
const CONTROL = /^\s*(BEGIN|START|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\b/i;

export function createPool(settings: pg.PoolConfig, habits: PoolHabits): pg.Pool {
  if (!habits.tenantScoped && habits.preparedStatements) return new pg.Pool(settings);
  const pool = new pg.Pool({ ...settings, Client: clientOf(habits) });
  // The pool's own `query` goes on in the context of whoever gave the connection back, and so as another's tenant.
  if (habits.tenantScoped) pool.query = queryOf(pool) as pg.Pool['query'];
  return pool;
}

function queryOf(pool: pg.Pool): Ask {
  return async (given, values) => {
    const client = await pool.connect();
    let failure: Error | undefined;
    // Without a listener the end of the connection would end the process; the statement rejects by itself.
    const noteLoss = (error: Error) => (failure = error);
    client.on('error', noteLoss);
    try {
      return await client.query(given as string, values as unknown[]);
    } catch (error) {
      // A refusal is no reason to connect anew; the end of the server's, or no answer at all, leaves the connection in doubt.
      if (!(error instanceof pg.DatabaseError) || isConnectionFailure(error)) failure = error as Error;
      throw error;
    } finally {
      client.off('error', noteLoss);
      client.release(failure);
    }
  };
}

function clientOf(habits: PoolHabits): typeof pg.Client {
  return class extends pg.Client {
    constructor(config?: string | pg.ClientConfig) {
      super(config);
      const ask: Ask = this.query.bind(this);
      const query: Ask = (given, values, callback) => {
        const statement = habits.preparedStatements ? given : withoutName(given);
        const tenantId = habits.tenantScoped ? currentTenant() : undefined;
        if (tenantId === undefined || CONTROL.test(textOf(statement))) return ask(statement, values, callback);
        return askAs(tenantId, ask, [statement, values, callback]);
      };
      this.query = query as pg.Client['query'];
    }
  };
}

function askAs(tenantId: string, ask: Ask, [statement, values, callback]: Parameters<Ask>): unknown {
  const query = typeof values === 'function' ? new TenantQuery(tenantId, statement) : new TenantQuery(tenantId, statement, values);
  const heard = typeof values === 'function' ? values : callback;
  if (heard) return ask(query, heard);
  return new Promise((resolve, reject) => {
    ask(query, (error: Error | undefined, result: unknown) => (error ? reject(error) : resolve(result)));
  });
}

function withoutName(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || !('name' in given) || 'submit' in given) return given;
  return { ...given, name: undefined };
}

function textOf(given: unknown): string {
  if (typeof given === 'string') return given;
  return typeof given === 'object' && given !== null && 'text' in given ? String(given.text) : '';
}

import { DatabaseError } from 'pg';
import type { Queryable } from '../queryable.ts';

/** Something that only a more powerful user may do: a superuser runs the statement, once. */
export interface RefusedStatement {
  /** Passwords left out. */
  readonly statement: string;
  readonly reason: string;
}

/** SQLSTATE insufficient_privilege. */
const REFUSED = '42501';
/** Somebody else made the same role just now, for another database of the server. */
const EXISTS = ['42710', '23505'];

/** Runs what may be refused, within the transaction that goes on. Undefined when it is done. */
export async function attempt(on: Queryable, statement: string, told = statement): Promise<RefusedStatement | undefined> {
  await on.query('SAVEPOINT attempt');
  try {
    await on.query(statement);
    await on.query('RELEASE SAVEPOINT attempt');
    return undefined;
  } catch (error) {
    await on.query('ROLLBACK TO SAVEPOINT attempt');
    if (!(error instanceof DatabaseError)) throw error;
    if (EXISTS.includes(error.code ?? '')) return undefined;
    if (error.code !== REFUSED) throw error;
    return { statement: told, reason: error.message };
  }
}

import { escapeLiteral } from 'pg';
import { IDLE_IN_TRANSACTION_TIMEOUT_MS, STATEMENT_TIMEOUT_MS } from '../database-limits.ts';
import type { Queryable } from '../queryable.ts';
import { attempt, type RefusedStatement } from './attempt.ts';
import { ROLES, type Role } from './grant.ts';
import { RoleError } from './role-error.ts';
import { scramVerifier } from './scram-verifier.ts';

export type Passwords = Partial<Record<Role, string>>;

export interface RolesPresent {
  readonly created: readonly Role[];
  readonly present: readonly Role[];
  readonly refused: readonly RefusedStatement[];
}

/** Makes the roles that are missing. One with a password may log in; the others are given LOGIN by whoever runs the server. */
export async function makeRoles(on: Queryable, passwords: Passwords): Promise<RolesPresent> {
  const before = await presentRoles(on);
  const refused: (RefusedStatement | undefined)[] = [];
  for (const role of ROLES) {
    if (!before.includes(role)) refused.push(await attempt(on, `CREATE ROLE ${role} NOLOGIN`));
  }
  const present = await presentRoles(on);
  for (const role of present) {
    const password = passwords[role];
    if (password !== undefined) refused.push(await letIn(on, role, password));
    refused.push(...(await limit(on, role)));
  }
  return { created: present.filter((role) => !before.includes(role)), present, refused: refused.filter((each) => each !== undefined) };
}

async function presentRoles(on: Queryable): Promise<Role[]> {
  const { rows } = await on.query<{ rolname: Role; unbound: boolean }>(
    `SELECT rolname, rolsuper OR rolbypassrls AS unbound FROM pg_roles
     WHERE rolname::text = ANY($1::text[]) ORDER BY array_position($1::text[], rolname::text)`, [ROLES],
  );
  const unbound = rows.find((row) => row.unbound);
  if (unbound) throw new RoleError('role_bypasses_isolation', `The role ${unbound.rolname} is a superuser or has BYPASSRLS. Run ALTER ROLE ${unbound.rolname} NOSUPERUSER NOBYPASSRLS.`);
  return rows.map(({ rolname }) => rolname);
}

function letIn(on: Queryable, role: Role, password: string): Promise<RefusedStatement | undefined> {
  const statement = (secret: string) => `ALTER ROLE ${role} LOGIN PASSWORD ${secret}`;
  return attempt(on, statement(escapeLiteral(scramVerifier(password))), statement(`'...'`));
}

/** Behind a pooler a client cannot bring its limits along: there these are the only ones. */
async function limit(on: Queryable, role: Role): Promise<(RefusedStatement | undefined)[]> {
  const wanted = { statement_timeout: STATEMENT_TIMEOUT_MS, idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS };
  const { rows } = await on.query<{ setting: string; database: string }>(
    `SELECT quote_ident(current_database()) AS database, unnest(coalesce((
       SELECT setconfig FROM pg_db_role_setting JOIN pg_database d ON d.oid = setdatabase JOIN pg_roles r ON r.oid = setrole
       WHERE rolname = $1 AND datname = current_database()), '{""}')) AS setting`, [role],
  );
  const refused: (RefusedStatement | undefined)[] = [];
  for (const [name, ms] of Object.entries(wanted)) {
    if (rows.some(({ setting }) => setting === `${name}=${ms}`)) continue;
    refused.push(await attempt(on, `ALTER ROLE ${role} IN DATABASE ${rows[0]?.database} SET ${name} = ${ms}`));
  }
  return refused;
}

import type { Queryable } from '../queryable.ts';
import { ADMIN_ROLE, SYSTEM_ROLES, TENANT_ROLE, type Role, type TableGrant } from './grant.ts';
import { RoleError } from './role-error.ts';

/** See the rows of all tenants, in the tables that they use. */
const UNBOUND: readonly Role[] = [...SYSTEM_ROLES, ADMIN_ROLE];

interface OwnTable {
  readonly table: string;
  readonly isolated: boolean;
  readonly policies: readonly string[];
  /** Quoted. */
  readonly owner: string;
  /** The table was restored or handed over, and the owner's policy is still another's. */
  readonly ownerShutOut: boolean;
}

/** The tables of the schema that the owner runs this for. */
export async function ownTables(on: Queryable): Promise<OwnTable[]> {
  const { rows } = await on.query<OwnTable>(
    `SELECT c.relname AS table, c.relrowsecurity AND c.relforcerowsecurity AS isolated,
       ARRAY(SELECT polname::text FROM pg_policy WHERE polrelid = c.oid) AS policies, quote_ident(pg_get_userbyid(c.relowner)) AS owner,
       EXISTS (SELECT FROM pg_policy WHERE polrelid = c.oid AND polname = 'owner' AND NOT c.relowner = ANY(polroles)) AS "ownerShutOut"
     FROM pg_class c
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND pg_has_role(c.relowner, 'USAGE')
     ORDER BY 1`,
  );
  return rows;
}

/** @throws RoleError where a grant is about a table that is not there, or lets the API into one that shows it every tenant */
export function checkTables(tables: readonly OwnTable[], grants: readonly TableGrant[]): void {
  for (const { role, table } of grants) {
    const known = tables.find((each) => each.table === table);
    if (!known) throw new RoleError('table_missing', `${role} needs the table ${table}, which is not there. Run the migrations first.`);
    if (role === TENANT_ROLE && !(known.isolated && known.policies.includes('tenant'))) {
      throw new RoleError('table_not_isolated', `${role} is to use the table ${table}, which has no row-level security by tenant.`);
    }
  }
}

/** A role that serves all tenants gets a policy of its own on the isolated tables that it uses, and loses it where it no longer does. */
export async function letSystemRolesIn(on: Queryable, tables: readonly OwnTable[], grants: readonly TableGrant[]): Promise<void> {
  for (const { table, isolated, policies, owner, ownerShutOut } of tables) {
    if (ownerShutOut) await on.query(`ALTER POLICY owner ON "${table}" TO ${owner}`);
    const wanted = isolated ? rolesOn(table, grants) : [];
    for (const role of wanted.filter((each) => !policies.includes(each))) {
      await on.query(`CREATE POLICY ${role} ON "${table}" TO ${role} USING (true) WITH CHECK (true)`);
    }
    for (const role of UNBOUND.filter((each) => policies.includes(each) && !wanted.includes(each))) {
      await on.query(`DROP POLICY ${role} ON "${table}"`);
    }
  }
}

function rolesOn(table: string, grants: readonly TableGrant[]): Role[] {
  return UNBOUND.filter((role) => grants.some((grant) => grant.role === role && grant.table === table));
}

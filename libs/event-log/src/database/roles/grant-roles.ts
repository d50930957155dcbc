import type { Queryable } from '../queryable.ts';
import { attempt, type RefusedStatement } from './attempt.ts';
import type { Grant, Role, TableGrant } from './grant.ts';
import { makeRoles, type Passwords } from './roles-present.ts';
import { checkTables, letSystemRolesIn, ownTables } from './tenant-policies.ts';

export interface RolesWanted {
  /** Everybody's, composed by the assembly: `[...eventLogGrants, ...]`. */
  readonly grants: readonly Grant[];
  /** Roles that may log in with a password. The others keep what they have. */
  readonly passwords?: Passwords;
}

export interface RolesGranted {
  readonly created: readonly Role[];
  /** Empty where all is as it should be. Otherwise what a superuser must run, and then this again. */
  readonly refused: readonly RefusedStatement[];
}

/** Any number that nothing else locks. */
const ROLES_LOCK = 0x66617a;

/**
 * Makes the roles' rights exactly those that are listed, in one transaction: no process sees a gap. To be run by the owner
 * of the tables, on a connection of its own, after the migrations.
 * @throws RoleError, and then nothing was changed
 */
export async function grantRoles(client: Queryable, { grants, passwords = {} }: RolesWanted): Promise<RolesGranted> {
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [ROLES_LOCK]);
    const { created, present, refused } = await makeRoles(client, passwords);
    await withdrawFromPublic(client);
    const closed = await openSchema(client, present);
    await giveExactly(client, present, grants.filter(({ role }) => present.includes(role)));
    await client.query('COMMIT');
    return { created, refused: [...refused, ...closed] };
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** Whoever may connect gets nothing by that; also of what later migrations make. */
async function withdrawFromPublic(on: Queryable): Promise<void> {
  for (const kind of ['TABLES', 'SEQUENCES', 'FUNCTIONS']) await on.query(`ALTER DEFAULT PRIVILEGES REVOKE ALL ON ${kind} FROM PUBLIC`);
}

/** The schema may be somebody else's: then its owner must say who may enter, and that not anybody may create in it. */
async function openSchema(on: Queryable, roles: readonly Role[]): Promise<RefusedStatement[]> {
  const { rows } = await on.query<{ statement: string }>(
    `SELECT format('REVOKE CREATE ON SCHEMA %I FROM PUBLIC', current_schema()) AS statement WHERE has_schema_privilege('public', current_schema(), 'CREATE')
     UNION ALL
     SELECT format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), role) FROM unnest($1::text[]) AS role WHERE NOT has_schema_privilege(role, current_schema(), 'USAGE')`,
    [roles],
  );
  const refused: (RefusedStatement | undefined)[] = [];
  for (const { statement } of rows) refused.push(await attempt(on, statement));
  return refused.filter((each) => each !== undefined);
}

async function giveExactly(on: Queryable, roles: readonly Role[], grants: readonly Grant[]): Promise<void> {
  const tables = await ownTables(on);
  const onTables = grants.filter((grant): grant is TableGrant => 'table' in grant);
  checkTables(tables, onTables);
  const everybody = ['PUBLIC', ...roles].join(', ');
  for (const { table } of tables) await on.query(`REVOKE ALL ON "${table}" FROM ${everybody}`);
  for (const name of await ownFunctions(on)) await on.query(`REVOKE ALL ON FUNCTION ${name} FROM ${everybody}`);
  for (const { role, table, privileges } of onTables) await on.query(`GRANT ${privileges.join(', ')} ON "${table}" TO ${role}`);
  for (const grant of grants) {
    if ('function' in grant) await on.query(`GRANT EXECUTE ON FUNCTION ${grant.function} TO ${grant.role}`);
  }
  await letSystemRolesIn(on, tables, onTables);
}

async function ownFunctions(on: Queryable): Promise<string[]> {
  const { rows } = await on.query<{ name: string }>(
    `SELECT oid::regprocedure::text AS name FROM pg_proc
     WHERE pronamespace = current_schema()::regnamespace AND prokind = 'f' AND pg_has_role(proowner, 'USAGE')
       AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'e')`,
  );
  return rows.map(({ name }) => name);
}

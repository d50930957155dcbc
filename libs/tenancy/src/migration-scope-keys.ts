import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys from before may do what keys could do before: neither make keys nor change the tenant. */
const EARLIER = '{fax:read,fax:write,document:read,webhook:read,webhook:write,key:read,tenant:read}';

const FORMER_FUNCTION = `
  CREATE FUNCTION faxwire_key(key_id text, key_mode text) RETURNS TABLE (tenant_id uuid, sha256 bytea, default_country text)
  LANGUAGE sql STABLE SECURITY DEFINER ROWS 1
  BEGIN ATOMIC
    SELECT api_key.tenant_id, api_key.sha256, tenant.default_country
    FROM api_key JOIN tenant ON tenant.id = api_key.tenant_id
    WHERE api_key.id = key_id AND api_key.mode = key_mode AND api_key.revoked_at IS NULL;
  END`;

// Says of one key, that the caller names, all that a request is decided by. When it ends is compared by who asks: one clock
// for all that is cached. Callers of before go on finding the three columns that they ask for.
const KEY_FUNCTION = `
  CREATE FUNCTION faxwire_key(key_id text, key_mode text) RETURNS TABLE (
    tenant_id uuid, sha256 bytea, default_country text, previous_sha256 bytea, previous_until timestamptz, scopes text[], expires_at timestamptz,
    quotas jsonb, suspended boolean)
  LANGUAGE sql STABLE SECURITY DEFINER ROWS 1
  BEGIN ATOMIC
    SELECT api_key.tenant_id, api_key.sha256, tenant.default_country, api_key.previous_sha256, api_key.previous_until, api_key.scopes, api_key.expires_at,
      tenant.quotas, tenant.suspended_at IS NOT NULL
    FROM api_key JOIN tenant ON tenant.id = api_key.tenant_id
    WHERE api_key.id = key_id AND api_key.mode = key_mode AND api_key.revoked_at IS NULL;
  END`;

export class ScopeKeys1795219200161 implements MigrationInterface {
  readonly name = 'ScopeKeys1795219200161';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE api_key
        ADD COLUMN scopes text[] NOT NULL DEFAULT '${EARLIER}',
        ADD COLUMN expires_at timestamptz,
        ADD COLUMN last_used_at timestamptz,
        ADD COLUMN rolled_at timestamptz,
        ADD COLUMN previous_sha256 bytea,
        ADD COLUMN previous_until timestamptz`);
    await runner.query('CREATE INDEX api_key_of_tenant ON api_key (tenant_id, created_at DESC, id DESC)');
    await runner.query('DROP INDEX api_key_tenant');
    await replaceFunction(runner, KEY_FUNCTION);
  }

  async down(runner: QueryRunner): Promise<void> {
    await replaceFunction(runner, FORMER_FUNCTION);
    await runner.query('CREATE INDEX api_key_tenant ON api_key (tenant_id)');
    await runner.query('DROP INDEX api_key_of_tenant');
    await runner.query(`
      ALTER TABLE api_key DROP COLUMN scopes, DROP COLUMN expires_at, DROP COLUMN last_used_at, DROP COLUMN rolled_at, DROP COLUMN previous_sha256,
        DROP COLUMN previous_until`);
  }
}

/** Its answer's type changes, so it cannot simply be replaced; whoever could call it can call the new one. */
async function replaceFunction(runner: QueryRunner, definition: string): Promise<void> {
  const callers = (await runner.query(
    `SELECT quote_ident(r.rolname) AS role FROM pg_proc p, aclexplode(p.proacl) acl JOIN pg_roles r ON r.oid = acl.grantee
     WHERE p.oid = 'faxwire_key(text, text)'::regprocedure AND acl.privilege_type = 'EXECUTE' AND acl.grantee <> p.proowner`,
  )) as unknown as { role: string }[];
  await runner.query('DROP FUNCTION faxwire_key(text, text)');
  await runner.query(definition);
  await runner.query('REVOKE ALL ON FUNCTION faxwire_key(text, text) FROM PUBLIC');
  for (const { role } of callers) await runner.query(`GRANT EXECUTE ON FUNCTION faxwire_key(text, text) TO ${role}`);
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, joinTenants } from '@faxwire/event-log';

const TABLES = [
  { table: 'tenant', column: 'id', type: 'uuid' }, { table: 'api_key', type: 'uuid' }, { table: 'webhook_endpoint', type: 'uuid' },
] as const;

// A key is looked up before anybody knows whose it is. The function runs as its owner, who sees every key, and gives away
// the one that was asked for; its body is bound to the tables when it is made, so no search_path can lead it elsewhere.
const KEY_FUNCTION = `
  CREATE FUNCTION faxwire_key(key_id text, key_mode text) RETURNS TABLE (tenant_id uuid, sha256 bytea, default_country text)
  LANGUAGE sql STABLE SECURITY DEFINER ROWS 1
  BEGIN ATOMIC
    SELECT api_key.tenant_id, api_key.sha256, tenant.default_country
    FROM api_key JOIN tenant ON tenant.id = api_key.tenant_id
    WHERE api_key.id = key_id AND api_key.mode = key_mode AND api_key.revoked_at IS NULL;
  END`;

export class IsolateTenants1795219200151 implements MigrationInterface {
  readonly name = 'IsolateTenants1795219200151';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES.flatMap(isolateTenants)) await runner.query(statement);
    await runner.query(KEY_FUNCTION);
    await runner.query('REVOKE ALL ON FUNCTION faxwire_key(text, text) FROM PUBLIC');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION faxwire_key(text, text)');
    for (const statement of TABLES.flatMap(joinTenants)) await runner.query(statement);
  }
}

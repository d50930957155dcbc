import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateTenancy1795219200101 implements MigrationInterface {
  readonly name = 'CreateTenancy1795219200101';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE tenant (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        default_country text NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE api_key (
        id text PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
        mode text NOT NULL CHECK (mode IN ('live', 'test')),
        name text NOT NULL,
        sha256 bytea NOT NULL,
        created_at timestamptz NOT NULL,
        revoked_at timestamptz
      )`);
    await runner.query(`
      CREATE TABLE webhook_endpoint (
        id text PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
        url text NOT NULL,
        events text[] NOT NULL,
        description text NOT NULL,
        sealed_secret bytea NOT NULL,
        disabled_reason text,
        created_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX api_key_tenant ON api_key (tenant_id)');
    await runner.query('CREATE INDEX webhook_endpoint_tenant ON webhook_endpoint (tenant_id, created_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE webhook_endpoint');
    await runner.query('DROP TABLE api_key');
    await runner.query('DROP TABLE tenant');
  }
}

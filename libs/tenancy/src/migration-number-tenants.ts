import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, joinTenants } from '@faxwire/event-log';

const TABLE = { table: 'tenant_number', type: 'uuid' } as const;

/** The numbers of tenants: that one belongs to one tenant alone is the primary key's business. */
export class NumberTenants1795219200162 implements MigrationInterface {
  readonly name = 'NumberTenants1795219200162';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE tenant_number (
        number text PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
        created_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX tenant_number_of_tenant ON tenant_number (tenant_id, number)');
    await runner.query('CREATE INDEX tenant_by_age ON tenant (created_at DESC, id DESC)');
    for (const statement of isolateTenants(TABLE)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of joinTenants(TABLE)) await runner.query(statement);
    await runner.query('DROP INDEX tenant_by_age');
    await runner.query('DROP TABLE tenant_number');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, joinTenants } from '@faxwire/event-log';

const TABLE = { table: 'do_not_call', type: 'uuid' } as const;

export class CreateDoNotCall1795219200181 implements MigrationInterface {
  readonly name = 'CreateDoNotCall1795219200181';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE do_not_call (
        tenant_id uuid NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
        number text NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, number)
      )`);
    for (const statement of isolateTenants(TABLE)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of joinTenants(TABLE)) await runner.query(statement);
    await runner.query('DROP TABLE do_not_call');
  }
}

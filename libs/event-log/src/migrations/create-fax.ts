import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateFax1795219200002 implements MigrationInterface {
  readonly name = 'CreateFax1795219200002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE fax (
        fax_id text PRIMARY KEY,
        tenant_id text NOT NULL,
        mode text NOT NULL,
        version integer NOT NULL,
        status text NOT NULL,
        open boolean NOT NULL,
        phone_number text NOT NULL,
        metadata jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        page_count integer,
        pages_confirmed integer NOT NULL,
        attempts integer NOT NULL,
        failure_cause text,
        failed_reason text
      )`);
    await runner.query('CREATE INDEX fax_of_tenant ON fax (tenant_id, created_at DESC, fax_id DESC)');
    await runner.query('CREATE INDEX fax_open ON fax (created_at, fax_id) WHERE open');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE fax');
  }
}

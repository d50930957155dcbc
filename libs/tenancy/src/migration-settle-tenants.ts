import type { MigrationInterface, QueryRunner } from 'typeorm';

/** `settings` has what the tenant has decided; a setting that is not there is the default of the code that reads it. */
export class SettleTenants1795219200160 implements MigrationInterface {
  readonly name = 'SettleTenants1795219200160';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE tenant
        ADD COLUMN settings jsonb NOT NULL DEFAULT '{}',
        ADD COLUMN quotas jsonb NOT NULL DEFAULT '{}',
        ADD COLUMN suspended_at timestamptz`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE tenant DROP COLUMN settings, DROP COLUMN quotas, DROP COLUMN suspended_at');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Among the faxes of one tenant the urgent ones go first; between tenants priority says nothing. */
export class RankWaiting1795219200361 implements MigrationInterface {
  readonly name = 'RankWaiting1795219200361';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE channel_wait ADD COLUMN priority smallint NOT NULL DEFAULT 0');
    await runner.query('DROP INDEX channel_wait_turn');
    await runner.query('CREATE INDEX channel_wait_turn ON channel_wait (trunk, tenant_id, priority DESC, waiting_since, fax_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX channel_wait_turn');
    await runner.query('CREATE INDEX channel_wait_turn ON channel_wait (trunk, tenant_id, waiting_since, fax_id)');
    await runner.query('ALTER TABLE channel_wait DROP COLUMN priority');
  }
}

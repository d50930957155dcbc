import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long an endpoint fails says little where it is hardly ever called: how often is counted, too. */
export class CountWebhookFailures1795219200404 implements MigrationInterface {
  readonly name = 'CountWebhookFailures1795219200404';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE webhook_endpoint ADD COLUMN failures int NOT NULL DEFAULT 0 CHECK (failures >= 0)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE webhook_endpoint DROP COLUMN failures');
  }
}

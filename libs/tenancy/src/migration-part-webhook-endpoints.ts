import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Endpoints of test keys hear of test faxes alone. Those that are there already go on hearing of all. */
export class PartWebhookEndpoints1795219200403 implements MigrationInterface {
  readonly name = 'PartWebhookEndpoints1795219200403';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE webhook_endpoint ADD COLUMN mode text NOT NULL DEFAULT 'live' CHECK (mode IN ('live', 'test'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE webhook_endpoint DROP COLUMN mode');
  }
}

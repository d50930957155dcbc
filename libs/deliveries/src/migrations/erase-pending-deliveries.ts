import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is still to be sent when its fax is erased is sent, and erased as it finishes. */
export class ErasePendingDeliveries1795219200405 implements MigrationInterface {
  readonly name = 'ErasePendingDeliveries1795219200405';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE webhook_delivery ADD COLUMN erased boolean NOT NULL DEFAULT false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE webhook_delivery DROP COLUMN erased');
  }
}

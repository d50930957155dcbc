import type { MigrationInterface, QueryRunner } from 'typeorm';

// The log is read endpoint by endpoint, newest first. A worker looks for the work of its own channel only, so the channel
// leads the index by which it hops from endpoint to endpoint.
const STATEMENTS = [
  `ALTER TABLE webhook_delivery
    ADD COLUMN channel text NOT NULL DEFAULT 'webhook',
    ADD COLUMN acknowledged_at timestamptz`,
  'DROP INDEX webhook_delivery_due',
  `CREATE INDEX webhook_delivery_due ON webhook_delivery (channel, endpoint_id, next_attempt_at, delivery_id) WHERE state = 'pending'`,
  'CREATE INDEX webhook_delivery_of_endpoint ON webhook_delivery (endpoint_id, created_at DESC, event_id DESC)',
  `CREATE INDEX webhook_delivery_missed ON webhook_delivery (endpoint_id, created_at, event_id) WHERE state = 'failed' AND acknowledged_at IS NULL`,
  'CREATE INDEX webhook_delivery_of_fax ON webhook_delivery (fax_id)',
];

export class OpenDeliveryLog1795219200401 implements MigrationInterface {
  readonly name = 'OpenDeliveryLog1795219200401';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const index of ['of_fax', 'missed', 'of_endpoint', 'due']) await runner.query(`DROP INDEX webhook_delivery_${index}`);
    await runner.query('ALTER TABLE webhook_delivery DROP COLUMN channel, DROP COLUMN acknowledged_at');
    await runner.query(`CREATE INDEX webhook_delivery_due ON webhook_delivery (endpoint_id, next_attempt_at, delivery_id) WHERE state = 'pending'`);
  }
}

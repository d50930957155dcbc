import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = [
  `signature text NOT NULL DEFAULT 'standard' CHECK (signature IN ('standard', 'vendor', 'ed25519'))`,
  'public_key text',
  'sealed_previous bytea',
  'previous_until timestamptz',
  'sealed_headers bytea',
  'include_links boolean NOT NULL DEFAULT false',
  'rate_per_second int CHECK (rate_per_second > 0)',
  'concurrency int CHECK (concurrency > 0)',
  'failing_since timestamptz',
  'updated_at timestamptz',
];

export class ExtendWebhookEndpoints1795219200402 implements MigrationInterface {
  readonly name = 'ExtendWebhookEndpoints1795219200402';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE webhook_endpoint ${COLUMNS.map((column) => `ADD COLUMN ${column}`).join(', ')}`);
    // Few ask for limits of their own, and the worker looks them up every few seconds.
    await runner.query(`
      CREATE INDEX webhook_endpoint_limited ON webhook_endpoint (id) INCLUDE (rate_per_second, concurrency)
      WHERE rate_per_second IS NOT NULL OR concurrency IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX webhook_endpoint_limited');
    await runner.query(`ALTER TABLE webhook_endpoint ${COLUMNS.map((column) => `DROP COLUMN ${column.split(' ', 1)[0] ?? ''}`).join(', ')}`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, joinTenants } from '../database/roles/tenant-isolation.ts';

const COLUMNS = [
  'batch_id text', `resolution text NOT NULL DEFAULT 'fine'`, 'webhook_failed boolean NOT NULL DEFAULT false', 'sent_at timestamptz', 'send_at timestamptz',
  'rested_at timestamptz', 'document_erased_at timestamptz', 'personal_data_erased_at timestamptz',
];

// Every search ends with the newest first, so every index does; most faxes are sent, and are found by their time alone.
const INDEXES = [
  'CREATE INDEX fax_by_number ON fax (tenant_id, phone_number, created_at DESC, fax_id DESC)',
  `CREATE INDEX fax_by_status ON fax (tenant_id, status, created_at DESC, fax_id DESC) WHERE status <> 'FaxSent'`,
  'CREATE INDEX fax_by_batch ON fax (tenant_id, batch_id, created_at DESC, fax_id DESC) WHERE batch_id IS NOT NULL',
  'CREATE INDEX fax_by_webhook_failure ON fax (tenant_id, created_at DESC, fax_id DESC) WHERE webhook_failed',
  'CREATE INDEX fax_with_document ON fax (tenant_id, rested_at) WHERE rested_at IS NOT NULL AND document_erased_at IS NULL',
  'CREATE INDEX fax_with_personal_data ON fax (tenant_id, rested_at) WHERE rested_at IS NOT NULL AND personal_data_erased_at IS NULL',
];

const TABLES = [{ table: 'fax_key' }, { table: 'fax_term' }];

/** What searches and retention ask for, the keys of personal data, and the pairs of metadata. */
export class ExtendFax1795219200071 implements MigrationInterface {
  readonly name = 'ExtendFax1795219200071';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE fax ${COLUMNS.map((column) => `ADD COLUMN ${column}`).join(', ')}`);
    // Faxes that came to rest before: by what last happened to them.
    await runner.query('UPDATE fax SET rested_at = updated_at WHERE NOT open');
    for (const statement of INDEXES) await runner.query(statement);
    await runner.query('CREATE TABLE fax_key (stream text PRIMARY KEY, tenant_id text NOT NULL, key bytea NOT NULL)');
    // A row for each pair of metadata: found newest first without sorting, whatever else the tenant has.
    await runner.query(`
      CREATE TABLE fax_term (
        tenant_id text NOT NULL, term bigint NOT NULL, created_at timestamptz NOT NULL, fax_id text NOT NULL,
        PRIMARY KEY (tenant_id, term, created_at, fax_id)
      )`);
    for (const statement of TABLES.flatMap(isolateTenants)) await runner.query(statement);
    await runner.query(`
      CREATE INDEX event_attachment ON event USING gin ((data -> 'attachments') jsonb_path_ops) WHERE type = 'FaxReceived' AND data ? 'attachments'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX event_attachment');
    for (const statement of TABLES.flatMap(joinTenants)) await runner.query(statement);
    await runner.query('DROP TABLE fax_term');
    await runner.query('DROP TABLE fax_key');
    await runner.query(`ALTER TABLE fax ${COLUMNS.map((column) => `DROP COLUMN ${column.split(' ', 1)[0] ?? ''}`).join(', ')}`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { DOCUMENT_OF_EVENT, EVENTS_WITH_DOCUMENTS } from '../fax/referenced-documents.ts';

/** Faxes that come in: told from those that are sent, found by their tenant, and their pages known as documents. */
export class DirectFaxes1795219200081 implements MigrationInterface {
  readonly name = 'DirectFaxes1795219200081';

  async up(runner: QueryRunner): Promise<void> {
    // A constant default is stored once, and not in every row.
    await runner.query(`ALTER TABLE fax ADD COLUMN direction text NOT NULL DEFAULT 'outbound', ADD COLUMN called_number text`);
    await runner.query(`CREATE INDEX fax_inbound ON fax (tenant_id, created_at DESC, fax_id DESC) WHERE direction = 'inbound'`);
    await runner.query('DROP INDEX event_document');
    await runner.query(`CREATE INDEX event_document ON event (tenant_id, (${DOCUMENT_OF_EVENT})) WHERE ${EVENTS_WITH_DOCUMENTS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX event_document');
    await runner.query(`CREATE INDEX event_document ON event (tenant_id, (${DOCUMENT_OF_EVENT})) WHERE type IN ('FaxReceived', 'DocumentRendered')`);
    await runner.query('DROP INDEX fax_inbound');
    await runner.query('ALTER TABLE fax DROP COLUMN called_number, DROP COLUMN direction');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { DOCUMENT_OF_EVENT, EVENTS_WITH_DOCUMENTS } from '../fax/referenced-documents.ts';

/** A log that was begun before calls were traced has an index of documents without the traces. */
export class IndexTraces1795305600071 implements MigrationInterface {
  readonly name = 'IndexTraces1795305600071';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX event_document');
    await runner.query(`CREATE INDEX event_document ON event (tenant_id, (${DOCUMENT_OF_EVENT})) WHERE ${EVENTS_WITH_DOCUMENTS}`);
  }

  /** The index of before serves what was asked before. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX event_document');
    await runner.query(`CREATE INDEX event_document ON event (tenant_id, (${DOCUMENT_OF_EVENT})) WHERE type IN ('FaxReceived', 'DocumentRendered', 'PageReceived', 'FaxArrived', 'FaxIncomingFailed')`);
  }
}

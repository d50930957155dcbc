import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As they were then; `DirectFaxes` makes the index anew. */
const DOCUMENT_OF_EVENT = `coalesce(data -> 'document' ->> 'sha256', data ->> 'sha256')`;
const EVENTS_WITH_DOCUMENTS = `type IN ('FaxReceived', 'DocumentRendered')`;

/** Before a stored document is deleted the log is asked whether a fax names it. */
export class IndexDocuments1795219200061 implements MigrationInterface {
  readonly name = 'IndexDocuments1795219200061';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX event_document ON event (tenant_id, (${DOCUMENT_OF_EVENT})) WHERE ${EVENTS_WITH_DOCUMENTS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX event_document');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateEvent1795219200001 implements MigrationInterface {
  readonly name = 'CreateEvent1795219200001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE event (
        position bigint GENERATED ALWAYS AS IDENTITY,
        xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
        tenant_id text NOT NULL,
        stream text NOT NULL,
        version integer NOT NULL CHECK (version > 0),
        type text NOT NULL,
        data jsonb NOT NULL,
        meta jsonb NOT NULL DEFAULT '{}',
        at timestamptz NOT NULL,
        PRIMARY KEY (stream, version)
      )`);
    await runner.query('CREATE UNIQUE INDEX event_tail ON event (xid, position)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE event');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateConsumer1795219200101 implements MigrationInterface {
  readonly name = 'CreateConsumer1795219200101';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE consumer_checkpoint (
        consumer_group text PRIMARY KEY,
        xid xid8 NOT NULL,
        position bigint NOT NULL,
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE dead_letter (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        consumer_group text NOT NULL,
        event_id text NOT NULL,
        tenant_id text NOT NULL,
        event jsonb NOT NULL,
        reason text NOT NULL,
        tries integer NOT NULL,
        at timestamptz NOT NULL DEFAULT now(),
        replay_requested boolean NOT NULL DEFAULT false,
        UNIQUE (consumer_group, event_id)
      )`);
    await runner.query('CREATE INDEX dead_letter_requested ON dead_letter (consumer_group, id) WHERE replay_requested');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE dead_letter');
    await runner.query('DROP TABLE consumer_checkpoint');
  }
}

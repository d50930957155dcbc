import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a group that reads from Kafka has stored the effect of. Its offset can not move in the same transaction. */
export class CreateConsumedEvent1795219200102 implements MigrationInterface {
  readonly name = 'CreateConsumedEvent1795219200102';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE consumed_event (
        consumer_group text NOT NULL,
        event_id text NOT NULL,
        at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (consumer_group, event_id)
      )`);
    await runner.query('CREATE INDEX consumed_event_at ON consumed_event (at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE consumed_event');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateChannel1795219200301 implements MigrationInterface {
  readonly name = 'CreateChannel1795219200301';

  async up(runner: QueryRunner): Promise<void> {
    // Unlogged would be faster and is wrong: a database that restarts must not forget who is on the line.
    await runner.query(`
      CREATE TABLE channel (
        fax_id text PRIMARY KEY,
        tenant_id text NOT NULL,
        trunk text NOT NULL,
        phone_number text NOT NULL,
        holder text,
        lapses_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX channel_of_trunk ON channel (trunk, tenant_id)');
    await runner.query('CREATE INDEX channel_of_number ON channel (phone_number)');
    await runner.query(`
      CREATE TABLE channel_wait (
        fax_id text PRIMARY KEY,
        tenant_id text NOT NULL,
        trunk text NOT NULL,
        phone_number text NOT NULL,
        channels integer NOT NULL,
        calls_per_number integer NOT NULL,
        waiting_since timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query('CREATE INDEX channel_wait_turn ON channel_wait (trunk, tenant_id, waiting_since, fax_id)');
    await runner.query('CREATE INDEX channel_wait_of_number ON channel_wait (phone_number, trunk)');
    await runner.query(`
      CREATE TABLE channel_turn (
        trunk text NOT NULL,
        tenant_id text NOT NULL,
        last_at timestamptz NOT NULL,
        PRIMARY KEY (trunk, tenant_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE channel_turn');
    await runner.query('DROP TABLE channel_wait');
    await runner.query('DROP TABLE channel');
  }
}

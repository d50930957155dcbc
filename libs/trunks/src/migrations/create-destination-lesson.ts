import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One for each trunk and destination, of all tenants together: it says what a line can do, and not whose fax it was. */
export class CreateDestinationLesson1795219200371 implements MigrationInterface {
  readonly name = 'CreateDestinationLesson1795219200371';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE destination_lesson (
        destination bytea NOT NULL,
        trunk text NOT NULL,
        fax_id text NOT NULL,
        settings jsonb NOT NULL,
        learnt_at timestamptz NOT NULL,
        PRIMARY KEY (destination, trunk)
      )`);
    await runner.query('CREATE INDEX destination_lesson_by_age ON destination_lesson (learnt_at)');
    await runner.query('CREATE INDEX destination_lesson_of_fax ON destination_lesson (fax_id)');
    // The front door erases what a fax has taught and sees nothing of it: the function runs as its owner.
    await runner.query(`
      CREATE FUNCTION faxwire_forget_lessons(erased_fax_id text) RETURNS void LANGUAGE sql SECURITY DEFINER
      BEGIN ATOMIC
        DELETE FROM destination_lesson WHERE fax_id = erased_fax_id;
      END`);
    await runner.query('REVOKE ALL ON FUNCTION faxwire_forget_lessons(text) FROM PUBLIC');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION faxwire_forget_lessons(text)');
    await runner.query('DROP TABLE destination_lesson');
  }
}

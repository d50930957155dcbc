import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One for each destination, over all trunks and tenants: the person who picks up is the same. Nothing of a fax stands in it, and it lapses within days. */
export class CreateDestinationVoice1795219200381 implements MigrationInterface {
  readonly name = 'CreateDestinationVoice1795219200381';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE destination_voice (
        destination bytea PRIMARY KEY,
        calls integer NOT NULL,
        last_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX destination_voice_by_age ON destination_voice (last_at)');
    // Whoever asks has to know the number already, and the key: nobody lists where voices answer. The function runs as its owner.
    await runner.query(`
      CREATE FUNCTION faxwire_voices_at(asked bytea) RETURNS TABLE (calls integer, last_at timestamptz) LANGUAGE sql STABLE SECURITY DEFINER
      BEGIN ATOMIC
        SELECT heard.calls, heard.last_at FROM destination_voice heard WHERE heard.destination = asked;
      END`);
    await runner.query('REVOKE ALL ON FUNCTION faxwire_voices_at(bytea) FROM PUBLIC');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION faxwire_voices_at(bytea)');
    await runner.query('DROP TABLE destination_voice');
  }
}

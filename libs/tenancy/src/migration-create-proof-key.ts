import type { MigrationInterface, QueryRunner } from 'typeorm';

// The API's role has rights on tables of a tenant's own only. These run as their owner: keys are read and added, never changed.
const FUNCTIONS = [
  `CREATE FUNCTION faxwire_proof_keys() RETURNS SETOF proof_key LANGUAGE sql STABLE SECURITY DEFINER
   BEGIN ATOMIC SELECT * FROM proof_key; END`,
  `CREATE FUNCTION faxwire_add_proof_key(kid text, x text, sealed_private bytea, created_at timestamptz) RETURNS void LANGUAGE sql SECURITY DEFINER
   BEGIN ATOMIC INSERT INTO proof_key (kid, x, sealed_private, created_at) VALUES ($1, $2, $3, $4); END`,
];
const NAMES = ['faxwire_proof_keys()', 'faxwire_add_proof_key(text, text, bytea, timestamptz)'];

/** Keys that proofs of transmission are signed with. They are nobody's in particular: the public half is for everybody. */
export class CreateProofKey1795219200171 implements MigrationInterface {
  readonly name = 'CreateProofKey1795219200171';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE proof_key (
        kid text PRIMARY KEY,
        x text NOT NULL,
        sealed_private bytea NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    for (const statement of FUNCTIONS) await runner.query(statement);
    for (const name of NAMES) await runner.query(`REVOKE ALL ON FUNCTION ${name} FROM PUBLIC`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of NAMES) await runner.query(`DROP FUNCTION ${name}`);
    await runner.query('DROP TABLE proof_key');
  }
}

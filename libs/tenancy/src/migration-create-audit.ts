import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, joinTenants } from '@faxwire/event-log';

const TABLE = { table: 'audit_event', type: 'uuid' } as const;

// Rights keep the processes from it; this keeps the owner from a mistake. Who means it has to drop the trigger, and is seen to.
const REFUSAL = `
  CREATE FUNCTION faxwire_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'the audit log is only added to' USING ERRCODE = 'insufficient_privilege';
  END $$`;

/** Who changed what, when, from where. A tenant that is deleted leaves its entries behind: no foreign key. */
export class CreateAudit1795219200163 implements MigrationInterface {
  readonly name = 'CreateAudit1795219200163';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_event (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL,
        tenant_id uuid,
        actor text NOT NULL,
        action text NOT NULL,
        object text,
        before jsonb,
        after jsonb,
        address text NOT NULL,
        request_id text NOT NULL
      )`);
    await runner.query('CREATE INDEX audit_event_of_tenant ON audit_event (tenant_id, id DESC)');
    await runner.query(REFUSAL);
    await runner.query('CREATE TRIGGER only_added BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION faxwire_refuse_change()');
    await runner.query('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION faxwire_refuse_change()');
    for (const statement of isolateTenants(TABLE)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of joinTenants(TABLE)) await runner.query(statement);
    await runner.query('DROP TABLE audit_event');
    await runner.query('DROP FUNCTION faxwire_refuse_change()');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Partial indexes hold pending rows only: the work list stays small however long the log gets. */
const STATEMENTS = [
  `CREATE TABLE webhook_delivery (
    delivery_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id text NOT NULL,
    endpoint_id text NOT NULL,
    tenant_id text NOT NULL,
    fax_id text NOT NULL,
    sequence int NOT NULL,
    event_type text NOT NULL,
    body text NOT NULL,
    trace_parent text,
    state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'failed')),
    reason text,
    attempts jsonb NOT NULL DEFAULT '[]',
    begun int NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL,
    lease uuid,
    created_at timestamptz NOT NULL,
    finished_at timestamptz,
    UNIQUE (event_id, endpoint_id)
  )`,
  `CREATE INDEX webhook_delivery_due ON webhook_delivery (endpoint_id, next_attempt_at, delivery_id) WHERE state = 'pending'`,
  `CREATE INDEX webhook_delivery_next ON webhook_delivery (next_attempt_at) WHERE state = 'pending'`,
  `CREATE INDEX webhook_delivery_order ON webhook_delivery (endpoint_id, fax_id, sequence) WHERE state = 'pending'`,
  `CREATE INDEX webhook_delivery_finished ON webhook_delivery (finished_at) WHERE state <> 'pending'`,
  `CREATE INDEX webhook_delivery_log ON webhook_delivery (tenant_id, delivery_id DESC)`,
];

export class CreateWebhookDelivery1763700000000 implements MigrationInterface {
  readonly name = 'CreateWebhookDelivery1763700000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE webhook_delivery');
  }
}

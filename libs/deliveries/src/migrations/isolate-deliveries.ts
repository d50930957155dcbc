import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, joinTenants } from '@faxwire/event-log';

const TABLE = { table: 'webhook_delivery' };

export class IsolateDeliveries1763700000051 implements MigrationInterface {
  readonly name = 'IsolateDeliveries1763700000051';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of isolateTenants(TABLE)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of joinTenants(TABLE)) await runner.query(statement);
  }
}

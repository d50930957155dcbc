import { isolateTenants, joinTenants } from '@faxwire/event-log';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = { table: 'dead_letter' };

export class IsolateDeadLetters1795219200151 implements MigrationInterface {
  readonly name = 'IsolateDeadLetters1795219200151';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of isolateTenants(TABLE)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of joinTenants(TABLE)) await runner.query(statement);
  }
}

import { isolateTenants, joinTenants } from '@faxwire/event-log';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [{ table: 'channel' }, { table: 'channel_wait' }, { table: 'channel_turn' }];

export class IsolateChannels1795219200351 implements MigrationInterface {
  readonly name = 'IsolateChannels1795219200351';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES.flatMap(isolateTenants)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES.flatMap(joinTenants)) await runner.query(statement);
  }
}

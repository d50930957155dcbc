import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, joinTenants } from '../database/roles/tenant-isolation.ts';

const TABLES = [{ table: 'event' }, { table: 'fax' }];

export class IsolateEvents1795219200051 implements MigrationInterface {
  readonly name = 'IsolateEvents1795219200051';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES.flatMap(isolateTenants)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES.flatMap(joinTenants)) await runner.query(statement);
  }
}

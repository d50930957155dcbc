import { openDatabase, type Database } from '@faxwire/event-log';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import { SCHEMA } from './schema.ts';

const WITH_TENANT = `
  SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS isolated
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1`;

describe('the tables of the whole program', () => {
  let server: TemporaryDatabase;
  let database: Database;
  beforeAll(async () => {
    server = await temporaryDatabase();
    database = await openDatabase({ url: server.url, entities: SCHEMA.entities, migrations: SCHEMA.migrations });
  });
  afterAll(async () => {
    await database.close();
    await server.drop();
  });

  const tables = async () => (await database.pool.query<{ name: string; isolated: boolean }>(WITH_TENANT)).rows;

  it('force row-level security wherever a row belongs to a tenant', async () => {
    const known = await tables();
    expect(known.map(({ name }) => name)).toEqual(expect.arrayContaining(['event', 'fax', 'webhook_delivery', 'webhook_endpoint']));
    expect(known.filter(({ isolated }) => !isolated)).toEqual([]);
  });

  it('would be seen here without it', async () => {
    await database.pool.query('CREATE TABLE forgotten (tenant_id text)');
    expect((await tables()).filter(({ isolated }) => !isolated).map(({ name }) => name)).toEqual(['forgotten']);
  });
});

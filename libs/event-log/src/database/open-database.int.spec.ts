import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import { inTransactionOf, openDatabase, type Database, type DatabaseOptions } from '../index.ts';

const POOL_SIZE = 3;

describe('a database', () => {
  let server: TemporaryDatabase;
  const opened: Database[] = [];
  beforeAll(async () => {
    server = await temporaryDatabase();
  });
  afterAll(async () => {
    await Promise.all(opened.map((database) => database.close()));
    await server.drop();
  });

  async function open(options: Partial<DatabaseOptions> = {}): Promise<Database> {
    const database = await openDatabase({ url: server.url, migrate: false, entities: [], migrations: [], ...options });
    opened.push(database);
    return database;
  }

  it('takes no more connections than its pool is large, TypeORM\'s among them', async () => {
    const database = await open({ poolSize: POOL_SIZE, applicationName: 'counted' });
    const asked = Array.from({ length: 10 }, () => [database.pool.query('SELECT pg_sleep(0.02)'), database.dataSource.query('SELECT pg_sleep(0.02)')]).flat();
    const { rows } = await database.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'counted'`);
    await Promise.all(asked);
    expect(rows).toEqual([{ n: POOL_SIZE }]);
  });

  it.each([[true, ['a_name']], [false, []]])('keeps named statements on its connections: %s', async (preparedStatements, names) => {
    const database = await open({ poolSize: 1, preparedStatements });
    const named = { name: 'a_name', text: 'SELECT $1::int AS one', values: [1] };
    expect((await database.pool.query(named)).rows).toEqual([{ one: 1 }]);
    expect((await database.pool.query(named)).rows).toEqual([{ one: 1 }]);
    expect((await database.pool.query<{ name: string }>('SELECT name FROM pg_prepared_statements')).rows.map(({ name }) => name)).toEqual(names);
  });

  it('makes connections of their own past the pooler', async () => {
    const past = await temporaryDatabase();
    const database = await open({ directUrl: past.url });
    const where = 'SELECT current_database() AS name';
    const nameOf = ({ url }: TemporaryDatabase) => [{ name: new URL(url).pathname.slice(1) }];
    const client = await database.direct.connect();
    expect((await client.query(where)).rows).toEqual(nameOf(past));
    expect((await database.pool.query(where)).rows).toEqual(nameOf(server));
    client.release();
    await expect(client.query(where)).rejects.toThrow();
    await past.drop();
  });

  it.each([false, true])('survives the end of a connection in the middle of a transaction, tenant-scoped: %s', async (tenantScoped) => {
    const database = await open({ poolSize: 1, tenantScoped });
    const helper = await open();
    await expect(inTransactionOf(database.pool, async (client) => {
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await helper.pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
      await client.query('SELECT pg_sleep(5)');
    })).rejects.toThrow();
    await expect(database.pool.query('SELECT pg_terminate_backend(pg_backend_pid())')).rejects.toThrow();
    expect((await database.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });
});

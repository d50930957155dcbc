import pg from 'pg';
import { temporaryDatabase } from './index.ts';

describe('a temporary database', () => {
  it('answers, and is gone after it was dropped', async () => {
    const database = await temporaryDatabase();
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await client.end();
    await database.drop();
    await expect(new pg.Client({ connectionString: database.url }).connect()).rejects.toThrow(/does not exist/);
  });
});

import type pg from 'pg';

/** Runs the work in one transaction; whatever it throws undoes it. */
export async function inTransactionOf<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // Nobody else listens while the connection is lent out, and an end that nobody hears of ends the process.
  const noteLoss = (error: Error) => (broken = error);
  client.on('error', noteLoss);
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // A connection that can not even roll back must not return to the pool.
    await client.query('ROLLBACK').catch((failure: Error) => (broken ??= failure));
    throw error;
  } finally {
    client.off('error', noteLoss);
    client.release(broken);
  }
}

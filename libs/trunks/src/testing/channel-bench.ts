import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { ChannelRequest } from '@faxwire/contracts';
import { connectionSettings, migrate } from '@faxwire/event-log';
import { phoneNumber } from '@faxwire/fax';
import { temporaryDatabase } from '@faxwire/testing';
import { PostgresChannelBook, trunksMigrations, type PostgresChannelBookOptions } from '../index.ts';

type BookOptions = Partial<PostgresChannelBookOptions> & {
  /** Sees each statement of the book before the database does. */
  readonly rewrite?: (text: string) => string;
};

/** A database of its own for books that have nothing in common but it, as those of several processes. */
export async function openChannelBench() {
  const server = await temporaryDatabase();
  await migrate({ url: server.url }, trunksMigrations);
  const pools: pg.Pool[] = [];
  const openPool = (rewrite?: BookOptions['rewrite']) => {
    const pool = new pg.Pool({ ...connectionSettings({ url: server.url }), max: 2 });
    pool.on('error', () => undefined);
    if (rewrite) pool.on('connect', (client) => rewriting(client, rewrite));
    pools.push(pool);
    return pool;
  };
  const pool = openPool();
  const open = ({ rewrite, ...options }: BookOptions = {}) => {
    const woken: string[] = [];
    const errors: unknown[] = [];
    const holder = `media-${randomUUID()}`;
    const database = { pool: openPool(rewrite) };
    const book = new PostgresChannelBook({ database, holder, wake: (faxId) => woken.push(faxId), onError: (error) => errors.push(error), ...options });
    return { book, woken, errors };
  };
  const close = async () => {
    await Promise.all(pools.map((each) => each.end()));
    await server.drop();
  };
  const lapse = (faxId: string) => pool.query('UPDATE channel SET lapses_at = now() WHERE fax_id = $1', [faxId]);
  return { pool, open, close, lapse, empty: () => pool.query('TRUNCATE channel, channel_wait, channel_turn') };
}

function rewriting(client: pg.PoolClient, rewrite: (text: string) => string): void {
  const query = client.query.bind(client) as (...given: unknown[]) => unknown;
  const rewritten = (first: unknown) => (isNamed(first) ? { ...first, text: rewrite(first.text) } : first);
  client.query = ((first: unknown, ...rest: unknown[]) => query(rewritten(first), ...rest)) as never;
}

function isNamed(query: unknown): query is { readonly text: string } {
  return typeof query === 'object' && query !== null && 'text' in query;
}

/** Statements without the locks in which they serialise, for negative controls. */
export const withoutLocks = (text: string) => text.replaceAll('pg_advisory_xact_lock', 'least');

let numbers = 0;

/** A request of a fax to a number of its own, on a trunk of one channel. */
export function request(given: Partial<Omit<ChannelRequest, 'phoneNumber'>> & { readonly phoneNumber?: string } = {}): ChannelRequest {
  const { phoneNumber: number = `+1212${String((numbers += 1)).padStart(7, '0')}`, ...rest } = given;
  return { faxId: randomUUID(), tenantId: 'ten_a', trunk: 'carrier', channels: 1, callsPerNumber: 1, ...rest, phoneNumber: phoneNumber(number) };
}

/** Looks until it is so; the time limit of the test is the deadline. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(5);
}

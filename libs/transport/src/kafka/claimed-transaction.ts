import type pg from 'pg';
import type { Effect } from '../event-source.ts';
import { claimEvent } from './consumed-event.ts';

/** The effect of this event is stored: what a handler sees that begins with it again. Nothing is wrong. */
export class EffectStored extends Error {
  override readonly name = 'EffectStored';
  readonly code = 'effect_stored';
  readonly retriable = false;
}

/** A transaction that costs nothing until it is used, and then begins by claiming the event for the group. */
export class ClaimedTransaction implements Effect {
  readonly #pool: pg.Pool;
  readonly #group: string;
  readonly #eventId: string;
  #begun: Promise<pg.PoolClient> | undefined;
  #ended = false;
  #stored = false;

  constructor(pool: pg.Pool, group: string, eventId: string) {
    this.#pool = pool;
    this.#group = group;
    this.#eventId = eventId;
  }

  get used(): boolean {
    return this.#begun !== undefined;
  }

  /** True where the claim was refused: another transaction has stored the effect of this event. */
  get stored(): boolean {
    return this.#stored;
  }

  async query<Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<{ rows: Row[]; rowCount: number | null }> {
    if (this.#ended) throw new Error('The transaction of this event has ended: the handler did not wait for its query.');
    this.#begun ??= this.#begin();
    const client = await this.#begun;
    return client.query<Row>(sql, [...parameters]);
  }

  async commit(): Promise<void> {
    this.#ended = true;
    if (!this.#begun) return;
    const client = await this.#begun;
    const { command } = await client.query('COMMIT');
    // A transaction that a statement has broken is rolled back by COMMIT, without an error.
    if (command !== 'COMMIT') throw new Error('The transaction was broken by one of its statements.');
    release(client);
  }

  /** Rejects never: a connection that can not even roll back does not return to the pool. */
  async rollback(): Promise<void> {
    this.#ended = true;
    const client = await this.#begun?.catch(() => undefined);
    if (!client) return;
    await client.query('ROLLBACK').then(() => release(client), (error: Error) => release(client, error));
  }

  async #begin(): Promise<pg.PoolClient> {
    const client = await this.#pool.connect();
    // The statement in progress rejects; that is news enough.
    client.on('error', ignore);
    try {
      await client.query('BEGIN');
      this.#stored = !(await claimEvent(client, this.#group, this.#eventId));
      if (this.#stored) throw new EffectStored('The effect of this event is stored already.');
    } catch (error) {
      await client.query('ROLLBACK').then(() => release(client), (failure: Error) => release(client, failure));
      throw error;
    }
    return client;
  }
}

function ignore(): void {}

/** @param error the connection is thrown away: what it still has to say must not end the process */
function release(client: pg.PoolClient, error?: Error): void {
  if (!error) client.off('error', ignore);
  client.release(error);
}

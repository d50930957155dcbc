import type { Queryable } from '@faxwire/event-log';
import type { Effect } from '../event-source.ts';

/** A transaction that costs nothing, and holds nobody up, until it is used. */
export class LazyTransaction implements Effect {
  readonly #client: Queryable;
  #begun: Promise<unknown> | undefined;
  #ended = false;

  constructor(client: Queryable) {
    this.#client = client;
  }

  get used(): boolean {
    return this.#begun !== undefined;
  }

  async query<Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<{ rows: Row[]; rowCount: number | null }> {
    if (this.#ended) throw new Error('The transaction of this event has ended: the handler did not wait for its query.');
    this.#begun ??= this.#client.query('BEGIN');
    await this.#begun;
    return this.#client.query<Row>(sql, [...parameters]);
  }

  /** @param last is run as the last part of the transaction */
  async commit(last: () => Promise<void>): Promise<void> {
    this.#ended = true;
    await last();
    await this.#client.query('COMMIT');
  }

  /** Says that the handler is done without it. */
  close<T>(result: T): T {
    this.#ended = true;
    return result;
  }

  async rollback(): Promise<void> {
    this.#ended = true;
    if (this.#begun) await this.#client.query('ROLLBACK');
  }
}

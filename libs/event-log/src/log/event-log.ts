import type pg from 'pg';
import { directConnection, type ConnectionOptions } from '../database/connection-settings.ts';
import type { Queryable } from '../database/queryable.ts';
import { inTransactionOf } from '../database/transaction.ts';
import { append, type Append, type Appended } from './append.ts';
import { checkXids } from './check-xids.ts';
import type { Checkpoint } from './checkpoint.ts';
import { listenForHints, type HintListener, type OnHint } from './hint-listener.ts';
import { read } from './read.ts';
import type { StoredEvent } from './stored-event.ts';
import { lagBehind, tailLag, type Lag } from './tail-lag.ts';
import { tail, type TailRequest } from './tail.ts';

export interface EventLogOptions extends ConnectionOptions {
  readonly pool: pg.Pool;
}

/** Streams of events on PostgreSQL. */
export class EventLog {
  readonly #options: EventLogOptions;

  /** @param options a `Database` fits: the url, or its direct one, is for the connection that listens */
  constructor(options: EventLogOptions) {
    this.#options = options;
  }

  /** @param inTransaction further writes that stand or fall with the append; they come after it */
  async append(given: Append, inTransaction?: (transaction: Queryable) => Promise<void>): Promise<Appended> {
    if (!inTransaction) return append(this.#options.pool, given);
    return inTransactionOf(this.#options.pool, async (client) => {
      const appended = await append(client, given);
      if (appended.ok) await inTransaction(client);
      return appended;
    });
  }

  read(stream: string, fromVersion?: number): Promise<StoredEvent[]> {
    return read(this.#options.pool, stream, fromVersion);
  }

  /** @param on the connection to read on, where it must not be any of the pool */
  tail(request: TailRequest, on: Queryable = this.#options.pool): Promise<StoredEvent[]> {
    return tail(on, request);
  }

  /** Events that a transaction which is still open holds back from every reader. */
  tailLag(): Promise<Lag> {
    return tailLag(this.#options.pool);
  }

  lagBehind(checkpoint: Checkpoint): Promise<Lag> {
    return lagBehind(this.#options.pool, checkpoint);
  }

  /** @throws EventLogRestored where the log comes from another server, and its readers would wait for ever */
  checkXids(): Promise<void> {
    return checkXids(this.#options.pool);
  }

  listen(onHint: OnHint): HintListener {
    const { pool: _, ...connection } = this.#options;
    return listenForHints({ ...directConnection(connection), applicationName: `${connection.applicationName ?? 'faxwire'} hints` }, onHint);
  }
}

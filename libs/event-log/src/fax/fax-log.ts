import { setTimeout as sleep } from 'node:timers/promises';
import {
  decide, fold, initialState, type Decision, type FaxCommand, type FaxEventType, type FaxReceived, type FaxState, type FaxSummary, type Refusal,
  type StatusChange,
} from '@faxwire/fax';
import type { Repository } from 'typeorm';
import type { Database } from '../database/open-database.ts';
import { HintSender } from '../log/hint-sender.ts';
import { read, readStream } from '../log/read.ts';
import { storable } from '../log/storable.ts';
import { streamOf, type EventMeta, type StoredEvent } from '../log/stored-event.ts';
import { newPersonalKey } from '../personal/sealed-data.ts';
import { appendFax } from './append-fax.ts';
import { batchCounts, type BatchCounts, type BatchRequest } from './batch-counts.ts';
import { FaxLogBusy } from './fax-log-busy.ts';
import { FaxSummaryEntity } from './fax-summary-entity.ts';
import { listOfTenant, type TenantFaxesRequest } from './list-of-tenant.ts';
import { receiveFaxes } from './receive-faxes.ts';
import { rebuildSummaries } from './rebuild-summaries.ts';
import { searchFaxes, type FaxSearch } from './search-faxes.ts';
import { statusHistories } from './status-histories.ts';
import { beforeDeciding } from './stream-guard.ts';

/** Each loss means that another command won; so many in a row means that something appends in a loop. */
const MAX_TRIES = 10;
/** Those who lost together should not come back together. */
const MAX_JITTER_MS = 5;

export interface FaxLogOptions {
  readonly database: Pick<Database, 'pool' | 'dataSource'>;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** Surrounds every decision, for telemetry. */
  readonly around?: <Result>(decision: FaxCommand['type'], faxId: string, work: () => Promise<Result>) => Promise<Result>;
  /** Called before and after every append, for tests that end the process there. */
  readonly failPoint?: (name: 'before_append' | 'after_append', types: readonly FaxEventType[]) => void | Promise<void>;
}

export interface ExecuteOptions {
  /** Another tenant's fax is unknown to this one. Absent: the caller is one of our workers. */
  readonly tenantId?: string;
  readonly meta?: EventMeta;
  /** When it happened, where the caller knows better than the clock. */
  readonly now?: number;
}

export type Executed =
  | { readonly ok: true; readonly state: FaxState; readonly events: readonly StoredEvent[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** Faxes as streams of the event log. */
export class FaxLog {
  readonly #options: FaxLogOptions;
  readonly #hints: HintSender;

  constructor(options: FaxLogOptions) {
    this.#options = options;
    this.#hints = new HintSender(options.database.pool);
  }

  /** The read model, written with each append. */
  get summaries(): Repository<FaxSummaryEntity> {
    return this.#options.database.dataSource.getRepository(FaxSummaryEntity);
  }

  async load(faxId: string): Promise<FaxState> {
    return fold((await this.history(faxId)).map(({ event }) => event));
  }

  /** @param afterVersion the last version that the caller has */
  history(faxId: string, afterVersion = 0): Promise<StoredEvent[]> {
    return read(this.#options.database.pool, streamOf(faxId), afterVersion + 1);
  }

  /**
   * Decides on the stream as it is and appends what follows. A command that lost a race is decided again, so its
   * answer is always about a state that was the fax's own.
   * @throws FaxLogBusy after ten lost races
   */
  async execute(faxId: string, command: FaxCommand, options: ExecuteOptions = {}): Promise<Executed> {
    const work = (): Promise<Executed> => this.#execute(faxId, command, options);
    return this.#options.around ? this.#options.around(command.type, faxId, work) : work();
  }

  async #execute(faxId: string, command: FaxCommand, options: ExecuteOptions): Promise<Executed> {
    // A new fax has nothing to read; if it is not new after all, the append says so.
    let stream = command.type === 'ReceiveFax' || command.type === 'ReceiveCall' ? newStream() : await this.#stream(faxId);
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const decision = this.#decide(command, stream.state, { faxId, ...options });
      if (!decision.ok) return decision;
      const executed = await this.#append(faxId, { ...stream, decision, options });
      if (executed) return executed;
      await sleep(Math.random() * MAX_JITTER_MS);
      stream = await this.#stream(faxId);
    }
    throw new FaxLogBusy(faxId);
  }

  /** A tenant's own, newest first. */
  listOfTenant(request: TenantFaxesRequest): Promise<FaxSummary[]> {
    return listOfTenant(this.#options.database.dataSource, request);
  }

  search(search: FaxSearch): Promise<FaxSummary[]> {
    return searchFaxes(this.#options.database, search);
  }

  batchCounts(batch: BatchRequest): Promise<BatchCounts> {
    return batchCounts(this.#options.database.pool, batch);
  }

  /** What their public statuses were and when, by fax id. */
  statusHistories(faxIds: readonly string[]): Promise<ReadonlyMap<string, readonly StatusChange[]>> {
    return statusHistories(this.#options.database.pool, faxIds);
  }

  /**
   * Accepts many faxes of one tenant at once, all or none.
   * @returns false where one of them exists already
   */
  async receiveAll(faxes: readonly FaxReceived['data'][], meta: EventMeta = {}): Promise<boolean> {
    const types = ['FaxReceived'] as const;
    await this.#options.failPoint?.('before_append', types);
    const received = await receiveFaxes(this.#options.database.pool, { faxes: faxes.map(storable), at: Math.trunc(this.#options.now()), meta });
    if (!received) return false;
    for (const { stream, xid } of received) this.#hints.send({ stream, version: 1, xid });
    await this.#options.failPoint?.('after_append', types);
    return true;
  }

  /** Writes the read model again from the first event on. */
  rebuildSummaries(): Promise<number> {
    return rebuildSummaries(this.#options.database.pool);
  }

  async #stream(faxId: string): Promise<FaxStream> {
    const { events, personalKey } = await readStream(this.#options.database.pool, streamOf(faxId));
    return { state: fold(events.map(({ event }) => event)), personalKey };
  }

  #decide(command: FaxCommand, state: FaxState, asked: ExecuteOptions & { readonly faxId: string }): Decision {
    const refusal = beforeDeciding(command, state, asked);
    if (refusal) return { ok: false, refusal };
    return decide(command, state, Math.trunc(asked.now ?? this.#options.now()));
  }

  /** Undefined when the race was lost. */
  async #append(faxId: string, on: AppendOrder): Promise<Executed | undefined> {
    const { state, options, personalKey } = on;
    const events = on.decision.events.map(storable);
    if (events.length === 0) return { ok: true, state, events: [] };
    const types = events.map(({ type }) => type);
    const after = fold(events, state);
    const { meta = {} } = options;
    const given = { tenantId: after.tenantId, stream: streamOf(faxId), expectedVersion: state.version, events, meta, personalKey };
    await this.#options.failPoint?.('before_append', types);
    const appended = await appendFax(this.#options.database.pool, given, { before: state, after });
    if (!appended.ok) return undefined;
    const last = appended.events.at(-1);
    if (last) this.#hints.send(last);
    await this.#options.failPoint?.('after_append', types);
    return { ok: true, state: after, events: appended.events };
  }
}

/** A fax as it is to be decided on, and the key of what its events say of people. */
interface FaxStream {
  readonly state: FaxState;
  readonly personalKey: Buffer | undefined;
}

const newStream = (): FaxStream => ({ state: initialState, personalKey: newPersonalKey() });

interface AppendOrder extends FaxStream {
  readonly decision: Extract<Decision, { ok: true }>;
  readonly options: ExecuteOptions;
}

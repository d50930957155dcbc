import type { DocumentStore, ListedDocument } from './document-store.ts';

const HOUR_MS = 3_600_000;

/** A fax is received minutes after its document was stored, at the latest; a day leaves room for clocks and mistakes. */
export const DEFAULT_GRACE_MS = 24 * HOUR_MS;
/** Stores may keep the date of an equal document for up to an hour: a shorter grace would take it from a new fax. */
export const MIN_GRACE_MS = 2 * HOUR_MS;
/** Documents that are asked about at a time: one query by index. */
export const SWEEP_BATCH = 500;

export interface DocumentSweeperOptions {
  readonly store: Pick<DocumentStore, 'list' | 'deleteListed' | 'clearUnfinished'>;
  /**
   * Which of a tenant's documents some fax names, as what was uploaded or as its pages. It has to see every fax that was
   * accepted before it was called.
   */
  readonly isReferenced: (tenantId: string, sha256: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly graceMs?: number;
}

export interface DocumentSweep {
  /** Documents beyond the grace that were looked at. */
  readonly examined: number;
  readonly deleted: number;
  /** Remains of interrupted puts. */
  readonly cleared: number;
  /** False where the signal ended it early. */
  readonly complete: boolean;
}

/**
 * Deletes the documents that no fax names and that are older than a grace. Bytes are stored before the event that names
 * them, so a put without an event is waste that comes here, and an event without its bytes does not exist.
 */
export class DocumentSweeper {
  readonly #options: DocumentSweeperOptions;
  readonly #graceMs: number;

  /** @throws RangeError for a grace that would take documents from faxes which are just being accepted */
  constructor(options: DocumentSweeperOptions) {
    this.#options = options;
    this.#graceMs = options.graceMs ?? DEFAULT_GRACE_MS;
    if (!(this.#graceMs >= MIN_GRACE_MS)) throw new RangeError(`a grace of ${this.#graceMs} ms, less than ${MIN_GRACE_MS}`);
  }

  /** Can be broken off and repeated at any place. */
  async sweep(signal?: AbortSignal): Promise<DocumentSweep> {
    const before = this.#options.now() - this.#graceMs;
    const counted = { examined: 0, deleted: 0 };
    for await (const batch of batches(this.#options.store.list(), { before, signal })) {
      counted.examined += batch.length;
      counted.deleted += await this.#sweepBatch(batch, signal);
    }
    if (signal?.aborted) return { ...counted, cleared: 0, complete: false };
    return { ...counted, cleared: await this.#options.store.clearUnfinished(before), complete: true };
  }

  async #sweepBatch(batch: Batch, signal: AbortSignal | undefined): Promise<number> {
    const { store, isReferenced } = this.#options;
    const referenced = await isReferenced(batch[0].tenantId, batch.map(({ sha256 }) => sha256));
    let deleted = 0;
    for (const document of batch) {
      if (signal?.aborted) break;
      if (!referenced.has(document.sha256) && (await store.deleteListed(document))) deleted += 1;
    }
    return deleted;
  }
}

type Batch = [ListedDocument, ...ListedDocument[]];

interface Bounds {
  readonly before: number;
  readonly signal: AbortSignal | undefined;
}

/** Documents of one tenant that were put before that time. */
async function* batches(documents: AsyncIterable<ListedDocument>, { before, signal }: Bounds): AsyncGenerator<Batch, void> {
  let batch: Batch | undefined;
  for await (const document of documents) {
    if (signal?.aborted) return;
    if (document.storedAt >= before) continue;
    if (batch && (batch.length >= SWEEP_BATCH || batch[0].tenantId !== document.tenantId)) {
      yield batch;
      batch = undefined;
    }
    if (batch) batch.push(document);
    else batch = [document];
  }
  if (batch) yield batch;
}

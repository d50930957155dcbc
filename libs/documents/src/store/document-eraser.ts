import type { DocumentStore } from './document-store.ts';

/** Waits that one process holds; beyond it the sweeper does the rest. */
const MAX_WAITING = 1_000;

export interface DocumentEraserOptions {
  readonly store: Pick<DocumentStore, 'find' | 'deleteListed' | 'settledAfterMs'>;
  /** Which of a tenant's documents some fax still names. */
  readonly isReferenced: (tenantId: string, sha256: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** Told of what went wrong while nobody waited for it. */
  readonly onError: (error: unknown) => void;
  /** Calls later, unless the process ends before. */
  readonly schedule?: (inMs: number, work: () => void) => void;
}

/**
 * Deletes what erased faxes named, as far as no other fax names it. A document that was put a moment ago may be that of a fax
 * which is just being accepted; so it is looked at again once it has settled. What is left when the process ends before that, the sweeper deletes.
 */
export class DocumentEraser {
  readonly #options: DocumentEraserOptions;
  #waiting = 0;

  constructor(options: DocumentEraserOptions) {
    this.#options = options;
  }

  /** @returns how many were deleted at once */
  async erase(tenantId: string, documents: readonly string[]): Promise<number> {
    const { store, isReferenced, now } = this.#options;
    // Before the log is asked: what is put after this look has another version, and stays.
    const found = (await Promise.all(documents.map((sha256) => store.find({ tenantId, sha256 })))).filter((each) => each !== undefined);
    const referenced = await isReferenced(tenantId, found.map(({ sha256 }) => sha256));
    const unnamed = found.filter(({ sha256 }) => !referenced.has(sha256));
    const fresh = unnamed.filter(({ storedAt }) => now() - storedAt < store.settledAfterMs);
    let deleted = 0;
    for (const document of unnamed) if (!fresh.includes(document) && (await store.deleteListed(document))) deleted += 1;
    if (fresh.length > 0) this.#lookAgain(tenantId, fresh.map(({ sha256 }) => sha256));
    return deleted;
  }

  #lookAgain(tenantId: string, documents: readonly string[]): void {
    const { store, onError, schedule = unheld } = this.#options;
    if (this.#waiting >= MAX_WAITING) return;
    this.#waiting += 1;
    schedule(store.settledAfterMs, () => {
      this.#waiting -= 1;
      this.erase(tenantId, documents).catch(onError);
    });
  }
}

function unheld(inMs: number, work: () => void): void {
  setTimeout(work, inMs).unref();
}

import { DocumentSweeper, type DocumentStore } from '@faxwire/documents';
import { referencedDocuments, type Database } from '@faxwire/event-log';
import type { Logger } from '@faxwire/platform';

/** What no fax names is a day old before it goes: there is no hurry, and a sweep lists the whole store. */
const SWEEP_EVERY_MS = 6 * 3_600_000;
/** Processes that start together do not list together. */
const FIRST_SWEEP_MS = 600_000;

export interface HousekeepingOptions {
  readonly documents: DocumentStore;
  readonly database: Database;
  readonly now: () => number;
  readonly logger: Logger;
}

/** Deletes stored documents that no fax names, every few hours, until it is stopped. */
export class DocumentHousekeeping {
  readonly #options: HousekeepingOptions;
  readonly #stopped = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> = Promise.resolve();

  constructor(options: HousekeepingOptions) {
    this.#options = options;
  }

  start(): void {
    this.#set(FIRST_SWEEP_MS * (1 + Math.random()));
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    clearTimeout(this.#timer);
    await this.#sweeping;
  }

  #set(inMs: number): void {
    if (this.#stopped.signal.aborted) return;
    this.#timer = setTimeout(() => {
      this.#sweeping = this.sweep().finally(() => this.#set(SWEEP_EVERY_MS));
    }, inMs);
    this.#timer.unref();
  }

  /** Once, now. What goes wrong is logged and tried again later. */
  async sweep(): Promise<void> {
    const { documents, database, now, logger } = this.#options;
    const isReferenced = (tenantId: string, sha256: readonly string[]) => referencedDocuments(database.pool, tenantId, sha256);
    try {
      const swept = await new DocumentSweeper({ store: documents, isReferenced, now }).sweep(this.#stopped.signal);
      if (swept.deleted + swept.cleared > 0) logger.info(swept, 'documents without a fax were deleted');
    } catch (error) {
      logger.warn({ err: error }, 'documents without a fax are looked for again later');
    }
  }
}

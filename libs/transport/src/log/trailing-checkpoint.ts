import type { Checkpoint, Queryable } from '@faxwire/event-log';
import { CHECKPOINT_EVERY_MS } from '../limits.ts';
import { moveCheckpoint } from './consumer-checkpoint.ts';

/** The checkpoint behind effects that were stored without it: follows them shortly, instead of costing a write each. */
export class TrailingCheckpoint {
  readonly #client: Queryable;
  readonly #group: string;
  #unstored: Checkpoint | undefined;
  #storedAt = performance.now();

  constructor(client: Queryable, group: string) {
    this.#client = client;
    this.#group = group;
  }

  /** @param stored true where a transaction has moved the checkpoint already */
  async passed(checkpoint: Checkpoint, stored: boolean): Promise<void> {
    this.#unstored = stored ? undefined : checkpoint;
    if (performance.now() - this.#storedAt >= CHECKPOINT_EVERY_MS) await this.store();
  }

  async store(): Promise<void> {
    const checkpoint = this.#unstored;
    this.#unstored = undefined;
    this.#storedAt = performance.now();
    if (checkpoint) await moveCheckpoint(this.#client, this.#group, checkpoint);
  }
}

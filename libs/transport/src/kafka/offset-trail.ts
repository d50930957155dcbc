import type { EachBatchPayload } from 'kafkajs';
import { COMMIT_EVERY_EVENTS, COMMIT_EVERY_MS } from './kafka-limits.ts';

/** The offset behind effects that are stored: follows them shortly, instead of costing a round trip each. */
export class OffsetTrail {
  readonly #payload: Pick<EachBatchPayload, 'batch' | 'commitOffsetsIfNecessary' | 'resolveOffset'>;
  #unstored: string | undefined;
  #count = 0;
  #storedAt = performance.now();

  constructor(payload: Pick<EachBatchPayload, 'batch' | 'commitOffsetsIfNecessary' | 'resolveOffset'>) {
    this.#payload = payload;
  }

  async passed(offset: string): Promise<void> {
    const { batch, resolveOffset } = this.#payload;
    resolveOffset(offset);
    // Behind the last message there may be the marker of its transaction, which nobody is given.
    const done = offset === batch.messages.at(-1)?.offset ? batch.lastOffset() : offset;
    this.#unstored = (BigInt(done) + 1n).toString();
    this.#count += 1;
    if (this.#count >= COMMIT_EVERY_EVENTS || performance.now() - this.#storedAt >= COMMIT_EVERY_MS) await this.store();
  }

  async store(): Promise<void> {
    const { batch: { topic, partition }, commitOffsetsIfNecessary } = this.#payload;
    const offset = this.#unstored;
    this.#unstored = undefined;
    this.#count = 0;
    this.#storedAt = performance.now();
    if (offset !== undefined) await commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition, offset }] }] });
  }
}

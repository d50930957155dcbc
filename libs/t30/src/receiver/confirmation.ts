import type { Desk } from '../call/desk.ts';

/**
 * The answer to a page that waits for its store. A sender with error correction is told that the receiver is not ready (RNR)
 * and asks again (RR) until the page is stored, for T5 at most (T.30 Annex A.4.2 and A.5.4.1).
 */
export class Confirmation {
  #unstored = 0;
  #answer: (() => void) | undefined;
  /** The sender has asked and was not answered yet. */
  #isAwaited = false;

  constructor(private readonly desk: Desk) {}

  get isHeld(): boolean {
    return this.#answer !== undefined;
  }

  /** A page is on its way to the store. */
  storing(): void {
    this.#unstored += 1;
  }

  stored(): void {
    this.#unstored = Math.max(0, this.#unstored - 1);
    if (this.#unstored === 0 && this.#isAwaited) this.#give();
  }

  /** Answers now, or as soon as the pages are stored. */
  give(answer: () => void): void {
    if (this.#unstored === 0) return answer();
    this.#answer = answer;
    this.desk.timers.arm('T5', this.desk.nowMs);
    this.asked();
  }

  /** The sender asks, or asks again. */
  asked(): void {
    this.#isAwaited = true;
    if (this.#unstored === 0) this.#give();
    else this.desk.timers.arm('ready', this.desk.nowMs);
  }

  /** The sender will not wait any longer for an answer. */
  notReady(): void {
    if (!this.isHeld) return;
    this.#isAwaited = false;
    this.desk.sayCommand({ name: 'RNR' });
  }

  /** The sender does something else: nothing waits any more. */
  drop(): void {
    this.#answer = undefined;
    this.#isAwaited = false;
    this.desk.timers.disarm('ready', 'T5');
  }

  #give(): void {
    const answer = this.#answer;
    this.drop();
    answer?.();
  }
}

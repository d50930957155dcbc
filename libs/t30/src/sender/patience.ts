import type { TimerName } from '../timer/timers.ts';
import { MAX_TRIES } from '../timer/timers.ts';

/** Answers that were heard and not understood: whoever gives them is there, so they do not count as silence, but there is an end. */
const MAX_GARBLED = 6;

/** How often one command is said before nobody is expected to answer it any more (T.30 5.4.2). */
export class Patience {
  #tries = 1;
  #garbled = 0;

  /** The command has been said once, and no answer can be meant for it before it was heard. */
  get isFirstTry(): boolean {
    return this.#tries + this.#garbled <= 1;
  }

  /** Nothing came in time, or nothing that can be read. False when that was so once too often. */
  tryAgain(because: Extract<TimerName, 'T4' | 'quiet'>): boolean {
    if (because === 'quiet' && this.#garbled < MAX_GARBLED) {
      this.#garbled += 1;
      return true;
    }
    this.#tries += 1;
    return this.#tries <= MAX_TRIES;
  }
}

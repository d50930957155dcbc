import type { LineSignal } from '../line/line-signal.ts';
import { COMPLETION } from './completion.ts';
import type { T30Options } from './t30-options.ts';
import type { T30Output } from './t30-output.ts';

/**
 * One fax call as ITU-T T.30 has it, whatever carries it. Pure: signals and time come in, utterances and facts go out.
 * Every method returns what follows, in order; nothing follows after `ended`.
 */
export class T30Call {
  readonly #options: T30Options;

  constructor(options: T30Options) {
    this.#options = options;
  }

  start(_nowMs: number): T30Output[] {
    const tone = this.#options.role === 'originate' ? 'cng' : 'ced';
    return [{ type: 'say', utterance: { type: 'tone', tone } }];
  }

  hear(_signal: LineSignal, _nowMs: number): T30Output[] {
    return [];
  }

  /** The utterance that was asked for last has left the line. */
  said(_nowMs: number): T30Output[] {
    return [];
  }

  /** Acts on the timers that are due. */
  advance(_nowMs: number): T30Output[] {
    return [];
  }

  /** When `advance` has something to do next, if nothing is heard before. */
  get nextDueMs(): number | undefined {
    return undefined;
  }

  /** The call was dropped: ends at once, and what is confirmed stays confirmed. */
  terminate(_nowMs: number): T30Output[] {
    return [{ type: 'ended', code: COMPLETION.callDropped }];
  }
}

import { windowOpensAt, type CallingWindow } from './calling-window.ts';
import type { LineSettings } from './line-settings.ts';
import type { NumberRefusal } from './number-check.ts';

/** Whether and how a fax's number may be dialled, as installation, tenant and experience have it at this moment. */
export interface DialTerms {
  /** Why it is not dialled at all. */
  readonly refusal?: NumberRefusal;
  /** With what the destination took faxes before; left out: nothing is known, and everything may be used. */
  readonly settings?: LineSettings;
  /** When the number may be called; left out: at any time. */
  readonly window?: CallingWindow;
  /** It is not called before, ms since the Unix epoch: voices answered its last calls. */
  readonly restsUntil?: number;
  /** The trunk has audio beside T.38, so that an attempt can leave T.38 away. */
  readonly hasAudio?: boolean;
}

/** The moment from which on terms let a number be called: `now` where they do already; undefined where its window does not open for more than a week. */
export function openAt({ window, restsUntil }: DialTerms, now: number): number | undefined {
  const rested = Math.max(now, restsUntil ?? now);
  return window ? windowOpensAt(window, rested) : rested;
}

import type { CallingWindow } from './calling-window.ts';
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
  /** The trunk has audio beside T.38, so that an attempt can leave T.38 away. */
  readonly hasAudio?: boolean;
}

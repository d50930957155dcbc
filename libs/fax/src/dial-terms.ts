import type { LineSettings } from './line-settings.ts';
import type { NumberRefusal } from './number-check.ts';

/** Whether and how a fax's number may be dialled, as installation, tenant and experience have it at this moment. */
export interface DialTerms {
  /** Why it is not dialled at all. */
  readonly refusal?: NumberRefusal;
  /** With what the destination took faxes before; left out: nothing is known, and everything may be used. */
  readonly settings?: LineSettings;
}

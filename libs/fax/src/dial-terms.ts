import type { NumberRefusal } from './number-check.ts';

/** Whether and how a fax's number may be dialled, as installation, tenant and experience have it at this moment. */
export interface DialTerms {
  /** Why it is not dialled at all. */
  readonly refusal?: NumberRefusal;
}

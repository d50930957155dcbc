import type { FaxStatus } from './fax-status.ts';

/** Why a command was not obeyed. `fax_*_not_allowed` are the caller's to read; the rest are for workers. */
export type RefusalCode =
  | 'fax_exists'
  | 'fax_unknown'
  | 'fax_hold_not_allowed'
  | 'fax_revive_not_allowed'
  | 'fax_stop_not_allowed'
  | 'fax_retry_not_allowed'
  | 'fax_is_inbound'
  | 'fax_not_finished'
  | 'attempt_not_allowed'
  | 'attempt_stale'
  | 'transition_not_allowed';

export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
  /** The status that the fax has, where it exists. */
  readonly status?: FaxStatus;
}

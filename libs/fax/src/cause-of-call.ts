import type { FailureCause } from './failure-cause.ts';

// RFC 3261 section 21, and the Q.850 mapping of RFC 3398 section 7.2.4.1 read backwards.
const CAUSE_OF_STATUS = new Map<number, FailureCause>([
  [401, 'not_allowed'],
  [402, 'not_allowed'],
  [403, 'not_allowed'],
  [404, 'unallocated_number'],
  [407, 'not_allowed'],
  [408, 'no_answer'],
  [410, 'unallocated_number'],
  [480, 'no_answer'],
  [484, 'invalid_number'],
  [485, 'invalid_number'],
  [486, 'busy'],
  [487, 'no_answer'],
  [488, 't38_refused'],
  [600, 'busy'],
  [603, 'rejected'],
  [604, 'unallocated_number'],
  [606, 't38_refused'],
  [607, 'rejected'],
  [608, 'rejected'],
]);

/** The cause of a call refused with a SIP final response of 300 or more. */
export function causeOfSipStatus(status: number): FailureCause {
  const known = CAUSE_OF_STATUS.get(status);
  if (known) return known;
  if (status >= 300 && status < 400) return 'redirected';
  if (status >= 500 && status < 600) return 'service_unavailable';
  return 'rejected';
}

import type { FailureCause } from './failure-cause.ts';

/** "Up to five attempts": the faxId API's promise, which no tenant policy can exceed. */
export const MAX_AUTOMATIC_ATTEMPTS = 5;

/** A person who picked up is called once more, in case the fax machine is on the same line; who answers twice is no fax machine. */
export const MAX_CALLS_TO_VOICE = 2;

export interface RetryPolicy {
  /** 1 to 5 automatic attempts. */
  readonly maxAttempts: number;
  /** A delay grows by up to this fraction, so that faxes that failed together do not come back together. */
  readonly jitterFraction: number;
  /** An open fax that is neither held nor on the line is given up after this time, ms: it always reaches an end. */
  readonly deadlineMs: number;
  /** The longest wait that a carrier's Retry-After is granted, ms of the far end's time. */
  readonly maxRetryAfterMs: number;
  /** How many times as fast as ours the far end's clock runs: 1, but for the sandbox carrier. */
  readonly timeFactor: number;
  /** For each cause: after its first, second, ... failure wait so long, ms. A list that has come to its end means no. */
  readonly delaysMs: Readonly<Record<FailureCause, readonly number[]>>;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const NEVER: readonly number[] = [];

/** Thought through cause by cause; anchors are HylaFAX's requeue times and the defaults of hosted services. */
export const DEFAULT_RETRY_POLICY: RetryPolicy = {
  maxAttempts: MAX_AUTOMATIC_ATTEMPTS,
  jitterFraction: 0.2,
  deadlineMs: 24 * HOUR,
  maxRetryAfterMs: HOUR,
  timeFactor: 1,
  delaysMs: {
    // The other fax is being received: soon, and often.
    busy: [1 * MINUTE, 2 * MINUTE, 3 * MINUTE, 5 * MINUTE],
    // Out of paper, switched off, or a person's telephone at night: twice, with time for somebody to notice.
    no_answer: [3 * MINUTE, 10 * MINUTE],
    // Dialling a number that is not in service again only annoys whoever gets it next.
    unallocated_number: NEVER,
    invalid_number: NEVER,
    rejected: NEVER,
    redirected: NEVER,
    not_allowed: NEVER,
    no_trunk: NEVER,
    emergency_number: NEVER,
    premium_number: NEVER,
    country_blocked: NEVER,
    do_not_call: NEVER,
    number_at_rest: NEVER,
    // The carrier is overloaded or failing over.
    service_unavailable: [1 * MINUTE, 2 * MINUTE, 4 * MINUTE, 6 * MINUTE],
    trunk_unreachable: [30 * SECOND, 1 * MINUTE, 3 * MINUTE, 6 * MINUTE],
    call_dropped: [30 * SECOND, 1 * MINUTE, 3 * MINUTE, 5 * MINUTE],
    // A person answered: once more in case the fax was on the same line, and no further ringing at people.
    voice_answered: [1 * MINUTE],
    t38_refused: [1 * MINUTE],
    no_fax_signal: [2 * MINUTE, 5 * MINUTE],
    // The next attempt is a different one already (lower rate, no V.17): at once.
    training_failed: [5 * SECOND, 5 * SECOND, 30 * SECOND, 1 * MINUTE],
    incompatible: NEVER,
    // Resumes at the first unconfirmed page.
    dropped_mid_page: [10 * SECOND, 30 * SECOND, 1 * MINUTE, 3 * MINUTE],
    page_not_confirmed: [10 * SECOND, 30 * SECOND, 1 * MINUTE, 3 * MINUTE],
    ecm_failed: [10 * SECOND, 30 * SECOND, 1 * MINUTE],
    protocol_error: [10 * SECOND, 1 * MINUTE],
    far_end_silent: [30 * SECOND, 1 * MINUTE, 3 * MINUTE, 5 * MINUTE],
    // Its pages go at a coarser resolution then.
    page_too_slow: [30 * SECOND, 1 * MINUTE],
    call_too_long: [1 * MINUTE],
    // Ours: nothing at the far end has to change.
    media_crashed: [5 * SECOND, 30 * SECOND, 1 * MINUTE],
    media_hung: [5 * SECOND, 30 * SECOND, 1 * MINUTE],
    interrupted: [5 * SECOND, 5 * SECOND, 30 * SECOND, 1 * MINUTE],
    stopped: [5 * SECOND, 5 * SECOND, 30 * SECOND, 1 * MINUTE],
    expired: NEVER,
    deadline_exceeded: NEVER,
    internal_error: NEVER,
    document_empty: NEVER,
    document_unknown_type: NEVER,
    document_encrypted: NEVER,
    document_broken: NEVER,
    document_missing: NEVER,
    document_too_large: NEVER,
    document_too_many_pages: NEVER,
    document_page_too_large: NEVER,
    document_render_timeout: NEVER,
    document_render_memory: NEVER,
    document_render_crashed: NEVER,
  },
};

/** The same policy on a clock that runs `factor` times as fast: the sandbox carrier's. */
export function accelerate(policy: RetryPolicy, factor: number): RetryPolicy {
  if (factor === 1) return policy;
  const delaysMs = Object.fromEntries(
    Object.entries(policy.delaysMs).map(([cause, delays]) => [cause, delays.map((delay) => delay / factor)]),
  ) as unknown as RetryPolicy['delaysMs'];
  return { ...policy, timeFactor: policy.timeFactor * factor, delaysMs };
}

/** Numbers that bound what strangers and slow peers can make us hold; all can be set per user agent. */
export interface UserAgentLimits {
  /** Calls at once, both directions: a worker's channels. Beyond it INVITEs get 503. */
  readonly maxCalls: number;
  /** Transactions at once, each way: one call needs about four, each lingers up to 32 s after its end. */
  readonly maxTransactions: number;
  /** An incoming call that is neither answered nor refused ends after this (the caller's usual patience). */
  readonly answerTimeoutMs: number;
  /** A re-INVITE from the far end that is not answered by our side is refused after this. */
  readonly reofferTimeoutMs: number;
  /** Our re-INVITE without a final response is cancelled after this; a voice-only far end was seen to take 5 s for its 488. */
  readonly reinviteTimeoutMs: number;
  /** How long a call may last without a refresh where the far end names nothing (RFC 4028); 0: we ask for none. */
  readonly sessionSeconds: number;
  /** A caller that wants to refresh more often than this is refused with 422. */
  readonly minSessionSeconds: number;
  /** Seconds told in Retry-After with our 503. */
  readonly retryAfterSeconds: number;
}

export const DEFAULT_LIMITS: UserAgentLimits = {
  maxCalls: 500,
  maxTransactions: 5_000,
  answerTimeoutMs: 180_000,
  reofferTimeoutMs: 20_000,
  reinviteTimeoutMs: 20_000,
  // RFC 4028 4 recommends 30 minutes, and 90 s as the least.
  sessionSeconds: 1_800,
  minSessionSeconds: 90,
  retryAfterSeconds: 5,
};

/** Re-INVITEs sent in a row that met a glare before we give up: two polite ends need two. */
export const GLARE_ATTEMPTS_MAX = 5;
/** Early dialogs of one INVITE that are told apart (forking): more than this is an attack. */
export const FORKS_MAX = 16;
/** INVITEs of one call: refusals that ask for another one (422, 3xx) must come to an end. */
export const INVITES_MAX = 8;

/**
 * How often a step is tried again that fails for reasons of ours (a database away, a full disk). One constant for
 * both engines. After the last try the fax is parked and tried afresh later, until its deadline.
 */
export const STEP_RETRY = { maxAttempts: 4, intervalSeconds: 0.5, backoffRate: 2 } as const;

/** A drive that failed for good is started again after this time: late enough not to storm a sick database. */
export const RESTART_AFTER_FAILURE_MS = 30_000;

/** A statement of ours takes milliseconds; one that takes this long stands behind a lock or a broken disk. */
export const STATEMENT_TIMEOUT_MS = 10_000;
/** Counted by the client: a frozen backend never gets round to its own statement_timeout. */
export const QUERY_TIMEOUT_MS = 12_000;
/** A transaction that idles after its first write holds every reader of the tail back. */
export const IDLE_IN_TRANSACTION_TIMEOUT_MS = 5_000;
/** Waiting longer for a connection of the pool only moves the queue from here to the caller. */
export const CONNECT_TIMEOUT_MS = 5_000;
export const DEFAULT_POOL_SIZE = 10;
/** An index over a large table may take long, but a start-up that waits for ever tells nobody anything. */
export const MIGRATION_TIMEOUT_MS = 300_000;

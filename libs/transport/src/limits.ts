/** Events read at once: enough to keep a statement's cost small, few enough to be dropped on a stop without regret. */
export const BATCH_SIZE = 100;
/** Without hints (they are only hints) an event is found this late at worst. */
export const POLL_MS = 1_500;
/** A hinted event stays hidden while an older transaction is open; asked again after 1, 2, 4 ms, ... */
export const FIRST_LOOK_AGAIN_MS = 1;
export const MAX_LOOK_AGAIN_MS = 100;
/** Tries of an event before it is set aside; with the backoff some 0.6 s during which its group stands still. */
export const MAX_TRIES = 5;
export const FIRST_RETRY_MS = 40;
/** What is away is asked this often. */
export const MAX_WAIT_MS = 5_000;
/** A process that does not hold the group's lock asks for it this often. */
export const LOCK_RETRY_MS = 1_000;
/** Without word from the reader for so long (frozen, or in a handler) the server ends its session and with it its lock. */
export const HANDLER_LIMIT_MS = 60_000;
/** Effects without a transaction are followed by a checkpoint at most this much later: what a crash repeats. */
export const CHECKPOINT_EVERY_MS = 100;
/** A reason is for people. */
export const MAX_REASON_LENGTH = 1_000;
/** Dead letters replayed between two batches, so that a large heap does not stop the stream. */
export const REPLAY_BATCH = 20;

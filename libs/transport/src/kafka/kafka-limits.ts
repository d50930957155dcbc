/** What a broker takes by default, and the most that one record batch of a topic of ours may be. */
export const MAX_MESSAGE_BYTES = 1_048_588;
/** An event of ours is some 4 kB; what is much larger is not one, and has to fit into the dead letters with its headers. */
export const MAX_EVENT_BYTES = 512 * 1_024;
export const MAX_LETTER_BYTES = 2 * MAX_MESSAGE_BYTES;

/** A transaction of the relay: large enough to pay for its three round trips, small enough to be sent again. */
export const RELAY_BATCH_EVENTS = 1_000;
/** All of them may be of one fax and so in one record batch, which is bounded by `MAX_MESSAGE_BYTES`. */
export const RELAY_BATCH_BYTES = 900_000;
/** A leader that is frozen in a transaction holds back every reader of the partitions for so long at most. */
export const TRANSACTION_TIMEOUT_MS = 10_000;
/** The server ends a leader's session, and with it its lease, without word for so long. With the rest below 10 s. */
export const RELAY_LEASE_MS = 5_000;
export const RELAY_HEARTBEAT_MS = 1_250;
/** Longer than one request may take; what then happened to the batch is found out by sending it again. */
export const RELAY_SEND_MS = 12_000;
/** A relay in waiting asks for the lease this often. */
export const RELAY_COMPETE_MS = 1_000;

/** A member of a group that says nothing for so long is dead to the broker. */
export const SESSION_TIMEOUT_MS = 10_000;
export const HEARTBEAT_MS = 1_000;
/** Members that a handler keeps from joining again are waited for this long, as long as a handler may take. */
export const REBALANCE_TIMEOUT_MS = 60_000;
/** A long poll; also how late a paused partition is looked at again. */
export const FETCH_WAIT_MS = 500;
export const FETCH_PARTITION_BYTES = 256 * 1_024;
export const FETCH_BYTES = 4 * 1_024 * 1_024;
/** Partitions handled at a time: each may need a connection of the pool. */
export const DEFAULT_CONCURRENCY = 4;
/** A member that leaves after its handlers have ended says so, but not for ever. */
export const LEAVE_MS = 5_000;
/** How far behind a group is, is asked by whoever draws charts. */
export const LAG_MS = 5_000;
/** What a crash repeats at most: the offset follows the effects within so many events and milliseconds. */
export const COMMIT_EVERY_EVENTS = 100;
export const COMMIT_EVERY_MS = 100;

/** Rows deleted at once, so that the sweep never holds a lock for long. */
export const SWEEP_BATCH = 1_000;
export const SWEEP_MAX_BATCHES = 100;
export const SWEEP_EVERY_MS = 600_000;
/** The default of the topic's retention: nothing can come back that is older. */
export const DEFAULT_RETENTION_HOURS = 168;

/** More dead letters than a person reads; the oldest ones win. */
export const MAX_LETTERS = 10_000;
/** Reading all dead letters takes milliseconds; a broker that stalls must not keep an operator for ever. */
export const READ_LETTERS_TIMEOUT_MS = 30_000;

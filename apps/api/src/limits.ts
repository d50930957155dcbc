/** Headers of one request, bytes. Node's own default, written down: 431 above. */
export const MAX_HEADER_BYTES = 16 * 1024;
/** One path segment: an attempt id is the longest, 45 characters. Longer ones only cost the router time. */
export const MAX_PARAM_CHARS = 100;
/** The largest JSON body is a webhook endpoint, 3 KiB. */
export const MAX_JSON_BYTES = 64 * 1024;
/** Time for the headers of a request, ms: a client that trickles them holds a socket, no more than that. */
export const HEADERS_TIMEOUT_MS = 15_000;
/** How often Node looks for headers that are late, ms. Its own 30 s would triple what a trickling client gets. */
export const LATE_HEADERS_CHECK_MS = 5_000;
/**
 * Connections at a time; more are closed as they come. A descriptor each: files, database and calls keep theirs where a
 * process has 4,096, and twenty tenants can follow all the faxes they may.
 */
export const MAX_CONNECTIONS = 2_000;
/** A socket on which nothing moves, ms. Event streams beat every 15 s. */
export const IDLE_TIMEOUT_MS = 60_000;
/** Longer than what load balancers keep idle connections for (60 s), so that they close first and no request is lost between. */
export const KEEP_ALIVE_TIMEOUT_MS = 65_000;
/** 50 MB at 1.4 Mbit/s. A trickled upload ends here. */
export const UPLOAD_TIMEOUT_MS = 5 * 60_000;
/** After a refused upload, the rest is thrown away for so long, so that a client that is still sending gets to read its answer. */
export const LINGER_MS = 5_000;

/** Requests in hand when the server is told to leave may finish in this time, ms: Kubernetes kills after 30 s. */
export const SHUTDOWN_GRACE_MS = 10_000;

export const MAX_DOCUMENT_BYTES = 50 * 1024 * 1024;
/** Text parts, boundaries and part headers beside the document. */
export const MAX_FORM_OVERHEAD_BYTES = 1024 * 1024;
/** Fifty metadata pairs in one JSON part take at most about 30 kB, escapes aside. */
export const MAX_FIELD_BYTES = 64 * 1024;
/** `metadata[` and 40 characters, in up to four bytes each. */
export const MAX_FIELD_NAME_BYTES = 200;
/** A thousand recipients, some with a few pairs of their own. */
export const MAX_BATCH_FIELD_BYTES = 1024 * 1024;
/** Fifty metadata parts, ten URLs and the others, and some more so that the fifty-first is answered by its rule. */
export const MAX_FORM_FIELDS = 90;
/** Ten, and one more in order to refuse it by name. */
export const MAX_FORM_FILES = 11;
/** One document fetched from a URL, from the look-up of the name to its last byte, ms: a client waits for it. */
export const DOWNLOAD_TIMEOUT_MS = 20_000;
/** `sendAt` at most so far ahead, ms: 30 days. */
export const MAX_SEND_AHEAD_MS = 30 * 24 * 60 * 60_000;
export const MAX_PART_HEADERS = 20;
export const MAX_FILE_NAME_CHARS = 255;
/** ITU-T E.164 has 15 digits; the rest is brackets, blanks and dashes. */
export const MAX_DIALLED_CHARS = 40;
export const MAX_IDEMPOTENCY_KEY_CHARS = 255;

/** Documents that one tenant reads at a time in one process: a socket, a file and a few chunks each. */
export const MAX_DOWNLOADS_PER_TENANT = 50;
/** Event streams of one tenant in one process: each is a socket and a little memory that stay. */
export const MAX_STREAMS_PER_TENANT = 100;
/** Shorter than the idle time-outs of common proxies (60 s, some 30 s), ms. */
export const HEARTBEAT_MS = 15_000;
/** Hints can get lost while the listening connection is being renewed; then this looks, ms. */
export const STREAM_POLL_MS = 5_000;
/** A reader that takes nothing for so long is gone, ms. */
export const STREAM_DRAIN_MS = 30_000;

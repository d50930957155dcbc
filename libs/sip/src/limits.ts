/** Largest message read or sent: what one UDP datagram can carry. A longer one is an attack on memory. */
export const MESSAGE_BYTES_MAX = 65_535;
/** Longest header line after unfolding: a scanner's work per line stays small. Real Record-Route lines reach 1 KiB. */
export const HEADER_LINE_LENGTH_MAX = 8_192;
/** Most header lines: thousands of empty headers would cost a list entry each. Real INVITEs have 15 to 40. */
export const HEADER_COUNT_MAX = 200;
/** Most comma-separated entries of one header name: Via and Record-Route bombs are copied into every response. */
export const LIST_ENTRIES_MAX = 64;
/** Most parameters of one URI or header value. */
export const PARAMETER_COUNT_MAX = 40;
/** Longest token we key a table with (Call-ID, tag, branch): bounds the memory a stranger can make us hold. */
export const KEY_LENGTH_MAX = 256;
/** Most lines of an SDP body, and media sections in it: each is answered by one of ours. */
export const SDP_LINES_MAX = 512;
export const SDP_MEDIA_MAX = 16;
/** Longest SDP body that is looked at. */
export const SDP_LENGTH_MAX = 32_768;

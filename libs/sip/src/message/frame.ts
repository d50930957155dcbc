import { MESSAGE_BYTES_MAX } from '../limits.ts';
import { failure } from './parse-result.ts';
import type { ParseFailure } from './parse-result.ts';

const CR = 0x0d;
const LF = 0x0a;

export interface Frame {
  readonly ok: true;
  /** Start line and headers, without the empty line. */
  readonly head: string;
  readonly rest: Uint8Array;
  /** False where the datagram ends before the empty line does: enough to refuse a request, not to take it. */
  readonly complete: boolean;
}

/** Cuts a datagram at its empty line. Leading line ends are keep-alives (RFC 3261 7.5) and skipped. */
export function frame(bytes: Uint8Array): Frame | ParseFailure {
  if (bytes.length > MESSAGE_BYTES_MAX) return failure('too_large', `${bytes.length} bytes`);
  let start = 0;
  while (bytes[start] === CR || bytes[start] === LF) start++;
  if (start === bytes.length) return failure('empty', 'no message, perhaps a keep-alive');
  for (let index = bytes.indexOf(LF, start); index >= 0; index = bytes.indexOf(LF, index + 1)) {
    const after = bytes[index + 1] === CR ? index + 2 : index + 1;
    if (bytes[after] === LF) return { ok: true, head: decode(bytes.subarray(start, index)), rest: bytes.subarray(after + 1), complete: true };
  }
  return { ok: true, head: decode(bytes.subarray(start)).trimEnd(), rest: new Uint8Array(0), complete: false };
}

/** Bytes that are not UTF-8 become U+FFFD: a bad display name must not cost the call. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

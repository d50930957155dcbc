import { MESSAGE_BYTES_MAX } from '../limits.ts';
import { parseWholeNumber } from '../message/characters.ts';
import { canonicalHeaderName } from '../message/header-name.ts';

/** Head without its end: a sender that never ends its headers would otherwise fill our memory. */
const HEAD_BYTES_MAX = 32_768;
const CR = 0x0d;
const LF = 0x0a;
const HEAD_END = Buffer.from('\r\n\r\n');

export type FramingProblem = 'head_too_long' | 'message_too_long' | 'no_length';

export interface Framed {
  readonly messages: readonly Uint8Array[];
  /** Double line ends that ask for a single one (RFC 5626 3.5.1). */
  readonly pings: number;
  /** After it nothing on the stream can be told apart any more. */
  readonly problem?: FramingProblem;
}

/** Cuts a stream into messages by Content-Length (RFC 3261 18.3). */
export class StreamFraming {
  #pieces: Uint8Array[] = [];
  #held = 0;
  /** Bytes needed before another look makes sense: looking at each byte anew would take time with their square. */
  #needed = 0;
  /** A line end that may be the first half of a keep-alive. */
  #hasLineEnd = false;

  /** True while a message has begun and not ended: its sender may be slow on purpose. */
  get isPartial(): boolean {
    return this.#held > 0;
  }

  push(bytes: Uint8Array): Framed {
    this.#pieces.push(bytes);
    this.#held += bytes.length;
    if (this.#held < this.#needed) return { messages: [], pings: 0 };
    const result = cut(Buffer.concat(this.#pieces), this.#hasLineEnd);
    this.#hasLineEnd = result.hasLineEnd;
    this.#pieces = result.rest.length > 0 ? [result.rest] : [];
    this.#held = result.rest.length;
    this.#needed = result.needed;
    return result.framed;
  }
}

interface Cut {
  readonly framed: Framed;
  readonly rest: Uint8Array;
  readonly needed: number;
  readonly hasLineEnd: boolean;
}

function cut(stream: Buffer, hadLineEnd: boolean): Cut {
  const messages: Uint8Array[] = [];
  let [pings, at, hasLineEnd] = [0, 0, hadLineEnd];
  const end = (needed: number, problem?: FramingProblem): Cut => ({
    framed: { messages, pings, ...(problem && { problem }) }, rest: stream.subarray(at), needed: needed - at, hasLineEnd,
  });
  while (at < stream.length) {
    if (stream[at] === CR || stream[at] === LF) {
      if (stream[at] === LF) {
        if (hasLineEnd) pings++;
        hasLineEnd = !hasLineEnd;
      }
      at++;
      continue;
    }
    hasLineEnd = false;
    const size = messageSize(stream, at);
    if (typeof size === 'string') return end(0, size);
    if (size === undefined || at + size > stream.length) return end(size === undefined ? stream.length + 1 : at + size);
    messages.push(Uint8Array.from(stream.subarray(at, at + size)));
    at += size;
  }
  return end(0);
}

function messageSize(stream: Buffer, at: number): number | FramingProblem | undefined {
  const headEnd = stream.indexOf(HEAD_END, at);
  if (headEnd < 0) return stream.length - at > HEAD_BYTES_MAX ? 'head_too_long' : undefined;
  if (headEnd - at > HEAD_BYTES_MAX) return 'head_too_long';
  const length = contentLength(stream.toString('latin1', at, headEnd));
  if (length === undefined) return 'no_length';
  const size = headEnd + HEAD_END.length - at + length;
  return size > MESSAGE_BYTES_MAX ? 'message_too_long' : size;
}

/** Two that differ are two messages for two readers: refused. */
function contentLength(head: string): number | undefined {
  const values = new Set<string>();
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0 && canonicalHeaderName(line.slice(0, colon).trim()) === 'Content-Length') values.add(line.slice(colon + 1).trim());
  }
  const [value] = values;
  return values.size === 1 && value !== undefined ? parseWholeNumber(value, Number.MAX_SAFE_INTEGER) : undefined;
}

import { parseWholeNumber } from './characters.ts';
import { readEssentials } from './essentials.ts';
import { frame } from './frame.ts';
import { parseHead } from './header-lines.ts';
import { headerValue } from './headers.ts';
import { failure } from './parse-result.ts';
import { parseStartLine } from './start-line.ts';
import type { Header, SipMessage } from './message.ts';
import type { ParseFailure, ParseResult } from './parse-result.ts';

/** Reads one datagram. Never throws; what it accepts has the headers that every layer above relies on. */
export function parseMessage(bytes: Uint8Array): ParseResult {
  const framed = frame(bytes);
  if (!framed.ok) return framed;
  const head = parseHead(framed.head);
  if (!head.ok) return head;
  const start = parseStartLine(head.startLine);
  if (!start.ok) return start;
  const body = cutBody(head.headers, framed.rest);
  if ('ok' in body) return body;
  const { ok: _ok, ...line } = start;
  const message: SipMessage = { ...line, headers: head.headers, body: body.bytes };
  const essentials = readEssentials(message);
  return essentials.ok ? { ok: true, message } : essentials;
}

/** RFC 3261 18.3: a datagram's surplus is dropped, too few bytes are an error, no length means all. */
function cutBody(headers: readonly Header[], rest: Uint8Array): { bytes: Uint8Array } | ParseFailure {
  const value = headerValue({ headers }, 'Content-Length');
  if (value === undefined) return { bytes: rest };
  const length = parseWholeNumber(value, Number.MAX_SAFE_INTEGER);
  if (length === undefined) return failure('bad_content_length', value.slice(0, 20));
  if (length > rest.length) return failure('truncated_body', `${rest.length} of ${length} bytes`);
  return { bytes: rest.subarray(0, length) };
}

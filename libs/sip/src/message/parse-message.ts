import { isToken, parseWholeNumber } from './characters.ts';
import { readEssentials } from './essentials.ts';
import { frame } from './frame.ts';
import { parseHead } from './header-lines.ts';
import { headerValue } from './headers.ts';
import { NO_BODY } from './message.ts';
import { failure } from './parse-result.ts';
import { parseStartLine } from './start-line.ts';
import type { Frame } from './frame.ts';
import type { Header, SipMessage } from './message.ts';
import type { ParseFailure, ParseResult } from './parse-result.ts';

interface Head {
  readonly startLine: string;
  readonly headers: readonly Header[];
}

/** Reads one datagram. Never throws; what it accepts has the headers that every layer above relies on. */
export function parseMessage(bytes: Uint8Array): ParseResult {
  const framed = frame(bytes);
  if (!framed.ok) return framed;
  const head = parseHead(framed.head);
  if (!head.ok) return framed.complete ? head : noHeaderEnd();
  const read = framed.complete ? readMessage(head, framed) : noHeaderEnd();
  return read.ok ? read : withRequest(read, head);
}

function noHeaderEnd(): ParseFailure {
  return failure('no_header_end', 'no empty line after the headers');
}

function readMessage({ startLine, headers }: Head, { rest }: Frame): ParseResult {
  const start = parseStartLine(startLine);
  if (!start.ok) return start;
  const body = cutBody(headers, rest);
  if ('ok' in body) return body;
  const { ok: _ok, ...line } = start;
  const message: SipMessage = { ...line, headers, body: body.bytes };
  const essentials = readEssentials(message);
  return essentials.ok ? { ok: true, message } : essentials;
}

/** A line that calls itself SIP and begins with a method is a request to be refused, whatever else is wrong with it. */
function withRequest(problem: ParseFailure, { startLine, headers }: Head): ParseFailure {
  const [method = '', ...others] = startLine.trimEnd().split(' ');
  const version = others.at(-1) ?? '';
  if (!isToken(method) || !version.toUpperCase().startsWith('SIP/')) return problem;
  return { ...problem, request: { kind: 'request', method, uri: others.slice(0, -1).join(' '), headers, body: NO_BODY } };
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

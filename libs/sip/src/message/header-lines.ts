import { HEADER_COUNT_MAX, HEADER_LINE_LENGTH_MAX } from '../limits.ts';
import { isToken, isWhitespace } from './characters.ts';
import { canonicalHeaderName } from './header-name.ts';
import { failure } from './parse-result.ts';
import type { Header } from './message.ts';
import type { ParseFailure } from './parse-result.ts';

const TAB = 0x09;
const CARRIAGE_RETURN = 0x0d;
const DELETE = 0x7f;

export type HeadLines = { readonly ok: true; readonly startLine: string; readonly headers: Header[] } | ParseFailure;

/** Lines of the head with folded ones joined by one space, then split at the first colon. */
export function parseHead(head: string): HeadLines {
  const lines: string[][] = [];
  for (let start = 0; start <= head.length; ) {
    const newline = head.indexOf('\n', start);
    const end = newline < 0 ? head.length : newline;
    const problem = addLine(lines, head.charAt(end - 1) === '\r' ? head.slice(start, end - 1) : head.slice(start, end));
    if (problem !== undefined) return problem;
    start = end + 1;
  }
  const [startLine = '', ...rest] = lines.map((pieces) => pieces.join(' '));
  const longest = rest.find((line) => line.length > HEADER_LINE_LENGTH_MAX);
  return longest === undefined ? splitHeaders(startLine, rest) : failure('line_too_long', `${longest.length} characters`);
}

/** Pieces of a folded line are joined only once, at the end: joining each time would take time with their square. */
function addLine(lines: string[][], line: string): ParseFailure | undefined {
  if (line.length > HEADER_LINE_LENGTH_MAX) return failure('line_too_long', `${line.length} characters`);
  if (hasControl(line)) return failure('bad_header', 'control character');
  const folds = isWhitespace(line.charAt(0)) && lines.length > 1;
  if (folds) lines.at(-1)?.push(line.trim());
  else if (lines.length > HEADER_COUNT_MAX) return failure('too_many_headers', `more than ${HEADER_COUNT_MAX}`);
  else lines.push([line]);
  return undefined;
}

/** A bare CR would split our own messages when it is echoed; other control characters may stand escaped in quotes. */
function hasControl(line: string): boolean {
  for (let index = 0; index < line.length; index++) {
    const code = line.charCodeAt(index);
    const escaped = code !== CARRIAGE_RETURN && line.charAt(index - 1) === '\\';
    if (((code < 0x20 && code !== TAB) || code === DELETE) && !escaped) return true;
  }
  return false;
}

function splitHeaders(startLine: string, lines: readonly string[]): HeadLines {
  const headers: Header[] = [];
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim();
    if (!isToken(name)) return failure('bad_header', `no header name in "${line.slice(0, 40)}"`);
    headers.push([canonicalHeaderName(name), line.slice(colon + 1).trim()]);
  }
  return { ok: true, startLine, headers };
}

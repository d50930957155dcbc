import { isDigit, isToken, all } from './characters.ts';
import { failure } from './parse-result.ts';
import { schemeOf } from './uri.ts';
import type { ParseFailure } from './parse-result.ts';

export type StartLine =
  | { readonly ok: true; readonly kind: 'request'; readonly method: string; readonly uri: string }
  | { readonly ok: true; readonly kind: 'response'; readonly status: number; readonly reason: string }
  | ParseFailure;

const VERSION = 'SIP/2.0';

export function parseStartLine(line: string): StartLine {
  return line.slice(0, 4).toUpperCase() === 'SIP/' ? parseStatusLine(line) : parseRequestLine(line);
}

function parseStatusLine(line: string): StartLine {
  const [version = '', code = ''] = line.split(' ', 2);
  if (version.toUpperCase() !== VERSION) return failure('bad_version', version.slice(0, 20));
  const status = Number(code);
  if (code.length !== 3 || !all(code, isDigit) || status < 100 || status > 699) return failure('bad_start_line', 'status code');
  return { ok: true, kind: 'response', status, reason: line.slice(VERSION.length + 5) };
}

function parseRequestLine(line: string): StartLine {
  const first = line.indexOf(' ');
  const last = line.lastIndexOf(' ');
  if (line.endsWith(' ')) return failure('bad_start_line', 'ends in a space');
  if (first < 1 || first === last) return failure('bad_start_line', 'not three parts');
  const method = line.slice(0, first);
  const uri = line.slice(first + 1, last);
  if (line.slice(last + 1).toUpperCase() !== VERSION) return failure('bad_version', line.slice(last + 1, last + 21));
  if (!isToken(method)) return failure('bad_start_line', 'method');
  if (!uri.includes(':') || !all(uri, isUriChar)) return failure('bad_start_line', 'request URI');
  if (carriesHeaders(uri)) return failure('bad_start_line', 'headers in the request URI');
  return { ok: true, kind: 'request', method, uri };
}

/** RFC 3261 19.1.1: `?Route=...` in a request URI would let its sender write headers of ours. A user part may hold a `?`. */
function carriesHeaders(uri: string): boolean {
  return schemeOf(uri).startsWith('sip') && uri.slice(uri.indexOf('@') + 1).includes('?');
}

function isUriChar(char: string): boolean {
  return char > ' ' && char !== '<' && char !== '>' && char !== '"';
}

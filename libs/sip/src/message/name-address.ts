import { all, isTokenChar, isWhitespace } from './characters.ts';
import { scanParameters, serialiseParameters } from './parameters.ts';
import { quote, unquote } from './quoted-string.ts';
import { Scanner } from './scanner.ts';
import type { Parameter } from './parameters.ts';

/** The value of From, To, Contact, Route and Record-Route. */
export interface NameAddress {
  readonly displayName: string | undefined;
  readonly uri: string;
  readonly parameters: readonly Parameter[];
}

/** `"Name" <uri>;p`, `Name <uri>;p`, `<uri>;p` or a bare `uri;p`, whose parameters then belong to the header (RFC 3261 20.10). */
export function parseNameAddress(value: string): NameAddress | undefined {
  const scanner = new Scanner(value);
  scanner.skipWhitespace();
  const displayName = scanDisplayName(scanner);
  const uri = scanner.take('<') ? scanBracketed(scanner) : scanner.takeWhile(isBareUriChar);
  if (uri === undefined || uri.length === 0 || !uri.includes(':')) return undefined;
  const parameters = scanParameters(scanner);
  if (parameters === undefined || !scanner.done) return undefined;
  return { displayName, uri, parameters };
}

function scanDisplayName(scanner: Scanner): string | undefined {
  const start = scanner.position;
  const name = scanner.peek() === '"' ? scanner.takeQuoted() : scanner.takeWhile(isNameChar);
  scanner.skipWhitespace();
  if (name !== undefined && scanner.peek() === '<') {
    const text = unquote(name.trim());
    return text.length === 0 ? undefined : text;
  }
  scanner.position = start;
  return undefined;
}

/** Wider than RFC 3261 (tokens only): unquoted UTF-8 names are common on the line. */
function isNameChar(char: string): boolean {
  return isTokenChar(char) || isWhitespace(char) || char > '\u007f';
}

function scanBracketed(scanner: Scanner): string | undefined {
  const uri = scanner.takeWhile((char) => char !== '>' && char !== '<' && char !== '"').trim();
  return scanner.take('>') && all(uri, (char) => !isWhitespace(char)) ? uri : undefined;
}

function isBareUriChar(char: string): boolean {
  return !isWhitespace(char) && !';,?<>"'.includes(char);
}

export function serialiseNameAddress({ displayName, uri, parameters }: NameAddress): string {
  const name = displayName === undefined ? '' : `${quote(displayName)} `;
  return `${name}<${uri}>${serialiseParameters(parameters)}`;
}

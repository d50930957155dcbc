import { PARAMETER_COUNT_MAX } from '../limits.ts';
import { isTokenChar } from '../message/characters.ts';
import { Scanner } from '../message/scanner.ts';

/** One challenge or one set of credentials (RFC 7235 2.1, as SIP uses it). */
export interface AuthValue {
  /** In lower case: `digest`. */
  readonly scheme: string;
  /** Names in lower case; quoted values without their quotes, escapes left as they stand (RFC 7616 3.4.2 `unq`). */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Challenges of one header line; gateways were seen to put several behind one another. A broken one ends the list. */
export function parseAuthValues(text: string): AuthValue[] {
  const scanner = new Scanner(text);
  const values: AuthValue[] = [];
  let scheme = scanWord(scanner);
  while (scheme !== '') {
    const { parameters, next } = scanAuthParameters(scanner);
    values.push({ scheme: scheme.toLowerCase(), parameters });
    scheme = next;
  }
  return values;
}

/** Reads `name=value, ...`; a word without `=` behind it is the scheme of the next challenge. */
function scanAuthParameters(scanner: Scanner): { parameters: Map<string, string>; next: string } {
  const parameters = new Map<string, string>();
  while (!scanner.done && parameters.size < PARAMETER_COUNT_MAX) {
    const name = scanWord(scanner);
    if (!scanner.takeSeparator('=')) return { parameters, next: name };
    const value = scanner.peek() === '"' ? scanner.takeQuoted()?.slice(1, -1) : scanner.takeWhile(isValueChar);
    if (name === '' || value === undefined) return { parameters, next: '' };
    parameters.set(name.toLowerCase(), value);
    scanner.skipWhitespace();
    if (!scanner.done && !scanner.takeSeparator(',')) return { parameters, next: '' };
  }
  return { parameters, next: '' };
}

function scanWord(scanner: Scanner): string {
  scanner.skipWhitespace();
  const word = scanner.takeWhile(isTokenChar);
  scanner.skipWhitespace();
  return word;
}

/** Some peers leave quotes out where the grammar asks for them. */
function isValueChar(char: string): boolean {
  return isTokenChar(char) || '=/:@[]'.includes(char);
}

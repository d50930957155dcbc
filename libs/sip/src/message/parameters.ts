import { PARAMETER_COUNT_MAX } from '../limits.ts';
import { isTokenChar } from './characters.ts';
import type { Scanner } from './scanner.ts';

/** Name in lower case; value as written (quotes kept), undefined for a bare name such as `lr`. */
export type Parameter = readonly [name: string, value: string | undefined];

/** Reads `;name=value` until something else comes; undefined when malformed or too many. */
export function scanParameters(scanner: Scanner): Parameter[] | undefined {
  const parameters: Parameter[] = [];
  while (scanner.takeSeparator(';')) {
    const parameter = scanParameter(scanner);
    if (parameter === undefined || parameters.length >= PARAMETER_COUNT_MAX) return undefined;
    parameters.push(parameter);
  }
  scanner.skipWhitespace();
  return parameters;
}

function scanParameter(scanner: Scanner): Parameter | undefined {
  const name = scanner.takeWhile(isParameterChar).toLowerCase();
  if (name.length === 0) return undefined;
  if (!scanner.takeSeparator('=')) return [name, undefined];
  const value = scanner.peek() === '"' ? scanner.takeQuoted() : scanner.takeWhile(isParameterChar);
  return value === undefined || value.length === 0 ? undefined : [name, value];
}

/** Token characters, host characters (IPv6 references) and what URI parameters may hold besides (RFC 3261 25.1 `paramchar`). */
function isParameterChar(char: string): boolean {
  return isTokenChar(char) || '[]:/&$@()^|#{}'.includes(char) || char > '\u007f';
}

export function parameterValue(parameters: readonly Parameter[], name: string): string | undefined {
  return parameters.find(([candidate]) => candidate === name)?.[1];
}

export function hasParameter(parameters: readonly Parameter[], name: string): boolean {
  return parameters.some(([candidate]) => candidate === name);
}

export function withParameter(parameters: readonly Parameter[], name: string, value: string): Parameter[] {
  return [...parameters.filter(([candidate]) => candidate !== name), [name, value]];
}

export function serialiseParameters(parameters: readonly Parameter[]): string {
  return parameters.map(([name, value]) => (value === undefined ? `;${name}` : `;${name}=${value}`)).join('');
}

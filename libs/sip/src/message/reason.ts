import { isTokenChar, parseWholeNumber } from './characters.ts';
import { parameterValue, scanParameters } from './parameters.ts';
import { unquote } from './quoted-string.ts';
import { Scanner } from './scanner.ts';

/** RFC 3326, e.g. `Q.850;cause=16;text="Normal call clearing"`. */
export interface Reason {
  readonly protocol: string;
  readonly cause: number | undefined;
  readonly text: string | undefined;
}

export function parseReason(value: string): Reason | undefined {
  const scanner = new Scanner(value);
  const protocol = scanner.takeWhile(isTokenChar);
  const parameters = scanParameters(scanner);
  if (protocol.length === 0 || parameters === undefined || !scanner.done) return undefined;
  const text = parameterValue(parameters, 'text');
  return {
    protocol,
    cause: parseWholeNumber(parameterValue(parameters, 'cause') ?? '', 999),
    text: text === undefined ? undefined : unquote(text),
  };
}

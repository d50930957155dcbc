import { isTokenChar } from './characters.ts';
import { formatHostPort, scanHostPort } from './host-port.ts';
import { scanParameters, serialiseParameters } from './parameters.ts';
import { Scanner } from './scanner.ts';
import type { Parameter } from './parameters.ts';

export interface Via {
  readonly transport: string;
  readonly host: string;
  readonly port: number | undefined;
  readonly parameters: readonly Parameter[];
}

export function parseVia(value: string): Via | undefined {
  const scanner = new Scanner(value);
  scanner.skipWhitespace();
  const transport = scanProtocol(scanner);
  if (transport === undefined) return undefined;
  const before = scanner.position;
  scanner.skipWhitespace();
  if (scanner.position === before) return undefined;
  const hostPort = scanHostPort(scanner);
  const parameters = hostPort && scanParameters(scanner);
  if (hostPort === undefined || parameters === undefined || !scanner.done) return undefined;
  return { transport, ...hostPort, parameters };
}

/** `SIP/2.0/UDP`, white space allowed around the slashes. */
function scanProtocol(scanner: Scanner): string | undefined {
  if (scanner.takeWhile(isTokenChar).toUpperCase() !== 'SIP' || !scanner.takeSeparator('/')) return undefined;
  if (scanner.takeWhile(isTokenChar) !== '2.0' || !scanner.takeSeparator('/')) return undefined;
  const transport = scanner.takeWhile(isTokenChar).toUpperCase();
  return transport.length === 0 ? undefined : transport;
}

export function serialiseVia(via: Via): string {
  return `SIP/2.0/${via.transport} ${formatHostPort(via)}${serialiseParameters(via.parameters)}`;
}

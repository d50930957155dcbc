import { isHostChar, isDigit, parseWholeNumber } from './characters.ts';
import type { Scanner } from './scanner.ts';

export interface HostPort {
  /** A name, an IPv4 address or an IPv6 address without its brackets. */
  readonly host: string;
  readonly port: number | undefined;
}

export function scanHostPort(scanner: Scanner): HostPort | undefined {
  const host = scanner.peek() === '[' ? scanIpv6(scanner) : scanner.takeWhile(isHostChar);
  if (host === undefined || host.length === 0 || host.length > 255) return undefined;
  if (!scanner.take(':')) return { host, port: undefined };
  const port = parseWholeNumber(scanner.takeWhile(isDigit), 65_535);
  return port === undefined || port === 0 ? undefined : { host, port };
}

function scanIpv6(scanner: Scanner): string | undefined {
  scanner.take('[');
  const address = scanner.takeWhile((char) => isHostChar(char) || char === ':');
  return scanner.take(']') ? address : undefined;
}

export function formatHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

export function formatHostPort({ host, port }: HostPort): string {
  return port === undefined ? formatHost(host) : `${formatHost(host)}:${port}`;
}

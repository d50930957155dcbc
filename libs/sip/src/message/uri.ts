import { formatHostPort, scanHostPort } from './host-port.ts';
import { scanParameters, serialiseParameters } from './parameters.ts';
import { decodeEscapes, encodeUser } from './percent-escape.ts';
import { Scanner } from './scanner.ts';
import type { Parameter } from './parameters.ts';

export interface SipUri {
  readonly scheme: 'sip' | 'sips';
  /** Escapes undone; undefined when the URI names only a host. */
  readonly user: string | undefined;
  readonly host: string;
  readonly port: number | undefined;
  readonly parameters: readonly Parameter[];
}

export function schemeOf(uri: string): string {
  return uri.slice(0, Math.max(0, uri.indexOf(':'))).toLowerCase();
}

/** A `sip:` or `sips:` URI; a password and `?headers` are read over and not kept. */
export function parseUri(text: string): SipUri | undefined {
  const scheme = schemeOf(text);
  if (scheme !== 'sip' && scheme !== 'sips') return undefined;
  const rest = text.slice(scheme.length + 1);
  const at = rest.indexOf('@');
  const user = at < 0 ? undefined : parseUser(rest.slice(0, at));
  if (at >= 0 && user === undefined) return undefined;
  const scanner = new Scanner(rest.slice(at + 1));
  const hostPort = scanHostPort(scanner);
  const parameters = hostPort && scanParameters(scanner);
  if (hostPort === undefined || parameters === undefined) return undefined;
  if (!scanner.done && scanner.peek() !== '?') return undefined;
  return { scheme, user, ...hostPort, parameters };
}

function parseUser(userInfo: string): string | undefined {
  const colon = userInfo.indexOf(':');
  const user = colon < 0 ? userInfo : userInfo.slice(0, colon);
  return user.length === 0 ? undefined : decodeEscapes(user);
}

export function serialiseUri({ scheme, user, host, port, parameters }: SipUri): string {
  const userInfo = user === undefined ? '' : `${encodeUser(user)}@`;
  return `${scheme}:${userInfo}${formatHostPort({ host, port })}${serialiseParameters(parameters)}`;
}

/** The subscriber of a `sip:`, `sips:` or `tel:` URI without its `;` parameters: what was dialled or who calls. */
export function userOfUri(uri: string): string | undefined {
  const user = schemeOf(uri) === 'tel' ? decodeEscapes(uri.slice(4)) : parseUri(uri)?.user;
  if (user === undefined) return undefined;
  const semicolon = user.indexOf(';');
  const subscriber = semicolon < 0 ? user : user.slice(0, semicolon);
  return subscriber.length === 0 ? undefined : subscriber;
}

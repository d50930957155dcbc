import { hasParameter, parameterValue } from '../message/parameters.ts';
import { parseNameAddress } from '../message/name-address.ts';
import { parseUri } from '../message/uri.ts';
import { SIPS_PORT, SIP_PORT } from '../transport/received.ts';
import type { Remote } from '../transport/transport.ts';

/** Where a request in a dialog goes: RFC 3261 12.2.1.1. */
export interface Routing {
  readonly uri: string;
  readonly routes: readonly string[];
  /** undefined when the URI names no place we can send to. */
  readonly hop: Remote | undefined;
}

/** `routeSet` entries are header values; a first entry without `lr` is a strict router and becomes the request URI. */
export function routeRequest(target: string, routeSet: readonly string[]): Routing {
  const [first, ...others] = routeSet;
  if (first === undefined) return { uri: target, routes: [], hop: hopOf(target) };
  const firstUri = parseNameAddress(first)?.uri ?? '';
  const loose = hasParameter(parseUri(firstUri)?.parameters ?? [], 'lr');
  if (loose) return { uri: target, routes: routeSet, hop: hopOf(firstUri) };
  return { uri: firstUri, routes: [...others, `<${target}>`], hop: hopOf(firstUri) };
}

/** In a dialog the connection that it began on serves on, and a certificate is for the name that was called. */
export function onSameConnection(hop: Remote, { host, port, transport, serverName }: Remote): Remote {
  if (hop.transport === undefined || hop.transport !== transport || hop.host !== host) return hop;
  return { ...hop, standingPort: port, ...(serverName !== undefined && { serverName }) };
}

function hopOf(uri: string): Remote | undefined {
  const parsed = parseUri(uri);
  if (parsed === undefined) return undefined;
  const asked = parameterValue(parsed.parameters, 'transport')?.toLowerCase();
  const transport = parsed.scheme === 'sips' || asked === 'tls' ? 'tls' : asked;
  const port = parsed.port ?? (transport === 'tls' ? SIPS_PORT : SIP_PORT);
  return { host: parsed.host, port, ...((transport === 'tls' || transport === 'tcp') && { transport }) };
}

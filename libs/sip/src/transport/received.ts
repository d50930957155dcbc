import { headerList, withoutHeader } from '../message/headers.ts';
import { hasParameter, parameterValue, withParameter } from '../message/parameters.ts';
import { parseWholeNumber } from '../message/characters.ts';
import { serialiseVia } from '../message/via.ts';
import type { SipRequest } from '../message/message.ts';
import type { Via } from '../message/via.ts';
import type { Remote } from './transport.ts';

export const SIP_PORT = 5060;
/** With TLS. */
export const SIPS_PORT = 5061;

/**
 * RFC 3261 18.2.1 and RFC 3581 4: note in the top Via where the request really came from. A `received` that the
 * sender wrote itself is removed: it would aim our responses at a third party.
 */
export function stampVia(via: Via, source: Remote): Via {
  const wantsPort = hasParameter(via.parameters, 'rport');
  const parameters = via.parameters.filter(([name]) => name !== 'received');
  if (!wantsPort && via.host === source.host) return { ...via, parameters };
  const received = withParameter(parameters, 'received', source.host);
  return { ...via, parameters: wantsPort ? withParameter(received, 'rport', String(source.port)) : received };
}

export function withTopVia(request: SipRequest, via: Via): SipRequest {
  const below = headerList(request, 'Via').slice(1);
  const vias = [serialiseVia(via), ...below].map((value) => ['Via', value] as const);
  return { ...request, headers: [...vias, ...withoutHeader(request.headers, 'Via')] };
}

export function isStream({ transport }: Remote): boolean {
  return transport === 'tcp' || transport === 'tls';
}

/** Where responses go: back on the stream that the request came by, or as the Via says (RFC 3261 18.2.2). `maddr` is not honoured: it would let a stranger aim our responses at a third party. */
export function responseTarget(via: Via, source?: Remote): Remote {
  if (source !== undefined && isStream(source)) return source;
  const rport = parseWholeNumber(parameterValue(via.parameters, 'rport') ?? '', 65_535);
  return { host: parameterValue(via.parameters, 'received') ?? via.host, port: rport || (via.port ?? SIP_PORT) };
}

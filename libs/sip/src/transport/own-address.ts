import { isIPv6 } from 'node:net';
import { formatHostPort } from '../message/host-port.ts';
import { headerList } from '../message/headers.ts';
import { parseNameAddress, serialiseNameAddress } from '../message/name-address.ts';
import { withParameter } from '../message/parameters.ts';
import { parseUri, serialiseUri } from '../message/uri.ts';
import { parseVia } from '../message/via.ts';
import { withTopVia } from './received.ts';
import type { Header, SipMessage, SipRequest } from '../message/message.ts';
import type { Remote } from './transport.ts';

/** Where far ends reach us for a message that leaves by `local`; `bound` is reached at `usual`, and so is its host by other transports. */
export function reachedAt(local: Remote, { bound, usual }: { bound: Remote; usual: Remote }): Remote {
  const isBound = local.transport === 'udp' && formatHostPort(local) === formatHostPort(bound);
  if (isBound) return { ...usual, transport: 'udp' };
  return isIPv6(local.host) === isIPv6(bound.host) ? { ...local, host: usual.host } : local;
}

/**
 * RFC 3261 18.1.1: the Via names the transport and address that a request leaves by, and so does our Contact. Both are
 * made for UDP on `usual`; only here it is known what the network chose.
 */
export function addressedFrom(message: SipMessage, local: Remote, usual: Remote): SipMessage {
  if (local.transport === 'udp' && formatHostPort(local) === formatHostPort(usual)) return message;
  const headers = message.headers.map((header): Header => (header[0] === 'Contact' ? ownContact(header, local, usual) : header));
  return message.kind === 'response' ? { ...message, headers } : sentBy({ ...message, headers }, local);
}

function sentBy(request: SipRequest, local: Remote): SipRequest {
  const via = parseVia(headerList(request, 'Via')[0] ?? '');
  if (via === undefined) return request;
  return withTopVia(request, { ...via, transport: (local.transport ?? 'udp').toUpperCase(), host: local.host, port: local.port });
}

/** Contacts of somebody else, as in a redirection, stay as they are. */
function ownContact(header: Header, local: Remote, usual: Remote): Header {
  const address = parseNameAddress(header[1]);
  const uri = address && parseUri(address.uri);
  if (address === undefined || uri === undefined || formatHostPort(uri) !== formatHostPort(usual)) return header;
  const { host, port, transport = 'udp' } = local;
  const parameters = transport === 'udp' ? uri.parameters : withParameter(uri.parameters, 'transport', transport);
  return [header[0], serialiseNameAddress({ ...address, uri: serialiseUri({ ...uri, host, port, parameters }) })];
}

import { headerList } from '../message/headers.ts';
import { parseNameAddress } from '../message/name-address.ts';
import { parseUri } from '../message/uri.ts';
import { SIP_PORT } from '../transport/received.ts';
import type { SipResponse } from '../message/message.ts';
import type { InviteOptions } from './invite-request.ts';

/** The first Contact of a 3xx that names one of the hosts allowed. */
export function redirectTarget(response: SipResponse, hosts: readonly string[]): InviteOptions['target'] | undefined {
  for (const contact of headerList(response, 'Contact')) {
    const uri = parseUri(parseNameAddress(contact)?.uri ?? '');
    if (uri?.scheme !== 'sip' || uri.user === undefined) continue;
    const host = uri.host.toLowerCase();
    if (hosts.some((allowed) => allowed.toLowerCase() === host)) return { user: uri.user, host: uri.host, port: uri.port ?? SIP_PORT };
  }
  return undefined;
}

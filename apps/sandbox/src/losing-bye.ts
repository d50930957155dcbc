import { parseMessage, toOf, userOfUri, type SipTransport } from '@faxwire/sip';
import { BYE_LOSING_NUMBERS } from './number.ts';

const BYE = Buffer.from('BYE ');

/** A network on which the BYE to some numbers is lost, each time that it is sent. */
export function losingBye(transport: SipTransport): SipTransport {
  return {
    local: transport.local,
    send: (bytes, remote, onError) => transport.send(bytes, remote, onError),
    onMessage: (listener) => transport.onMessage((bytes, remote) => {
      if (!isLost(bytes)) listener(bytes, remote);
    }),
    close: () => transport.close(),
  };
}

function isLost(bytes: Uint8Array): boolean {
  if (!BYE.equals(bytes.subarray(0, BYE.length))) return false;
  const parsed = parseMessage(bytes);
  return parsed.ok && BYE_LOSING_NUMBERS.includes(userOfUri(toOf(parsed.message)?.uri ?? '') ?? '');
}

import { parseMessage } from '../message/parse-message.ts';
import { responseTo } from '../message/response.ts';
import { serialiseMessage } from '../message/serialise-message.ts';
import type { DigestGuard } from '../authentication/digest-guard.ts';
import type { SipTransport } from '../transport/transport.ts';

/** A far end that lets no request in without credentials, whatever it is and however deep in a call. */
export function challengingTransport(transport: SipTransport, { guard, status }: { guard: DigestGuard; status: 401 | 407 }): SipTransport {
  return {
    ...transport,
    onMessage: (listener) =>
      transport.onMessage((bytes, remote) => {
        const parsed = parseMessage(bytes);
        const request = parsed.ok && parsed.message.kind === 'request' ? parsed.message : undefined;
        const isAsked = request !== undefined && request.method !== 'ACK' && request.method !== 'CANCEL';
        const verdict = isAsked ? guard.check(request) : undefined;
        if (request === undefined || verdict === undefined || verdict.ok) listener(bytes, remote);
        else transport.send(serialiseMessage(responseTo(request, { status, toTag: 'challenge', headers: verdict.headers })), remote);
      }),
  };
}

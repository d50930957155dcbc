import type { AttemptFailure } from '@faxwire/fax';
import type { OutgoingCall } from '@faxwire/sip';
import { failureOfUnanswered } from './call-failure.ts';

export type Dialled = { readonly ok: true; readonly sdp: string } | { readonly ok: false; readonly failure: AttemptFailure };

/** Until the far end picks up or will not. The first sign of ringing is told, once. */
export function dial(call: OutgoingCall, onRinging: (sipStatus: number) => void): Promise<Dialled> {
  return new Promise((resolve) => {
    let rung = false;
    call.listen({
      onProvisional: (status) => {
        if (rung || (status !== 180 && status !== 183)) return;
        rung = true;
        onRinging(status);
      },
      onAnswered: (sdp) => resolve({ ok: true, sdp }),
      onEnded: (end) => resolve({ ok: false, failure: failureOfUnanswered(end) }),
    });
  });
}

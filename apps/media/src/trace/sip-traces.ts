import type { TracedMessage } from '@faxwire/sip';
import type { CallRecorder } from './call-recorder.ts';
import { callIdOf } from './sip-header.ts';

type Address = { readonly address: string; readonly port: number };

/** Gives each SIP message to the call that it belongs to; what belongs to none is not kept. */
export class SipTraces {
  readonly #calls = new Map<string, CallRecorder>();
  readonly #local: Address;
  /** The call whose first request is just being made: its id is not known before. */
  #beginning: CallRecorder | undefined;

  constructor(local: Address) {
    this.#local = local;
  }

  /** Makes a call, whose id comes out; from then on its messages go to the recorder, until the returned function is called. */
  begin<Call extends { readonly callId: string }>(recorder: CallRecorder, invite: () => Call): { readonly call: Call; readonly end: () => void } {
    this.#beginning = recorder;
    try {
      const call = invite();
      this.#calls.set(call.callId, recorder);
      return { call, end: () => void this.#calls.delete(call.callId) };
    } finally {
      this.#beginning = undefined;
    }
  }

  readonly observe = ({ direction, bytes, peer }: TracedMessage): void => {
    if (this.#calls.size === 0 && this.#beginning === undefined) return;
    const callId = callIdOf(bytes);
    const recorder = this.#beginning ?? (callId === undefined ? undefined : this.#calls.get(callId));
    recorder?.sipMessage(direction === 'out' ? 'sent' : 'received', bytes, { local: this.#local, remote: { address: peer.host, port: peer.port } });
  };
}

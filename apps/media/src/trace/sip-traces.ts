import type { TracedMessage } from '@faxwire/sip';
import type { CallRecorder } from './call-recorder.ts';
import { callIdOf } from './sip-header.ts';

type Address = { readonly address: string; readonly port: number };

/** A call that comes in is taken while its INVITE is being read: nothing but what was just said belongs to it. */
const MOST_UNCLAIMED = 8;

/** Gives each SIP message to the call that it belongs to; what belongs to none is not kept. */
export class SipTraces {
  readonly #calls = new Map<string, CallRecorder>();
  readonly #local: Address;
  /** The call whose first request is just being made: its id is not known before. */
  #beginning: CallRecorder | undefined;

  /** The newest of those that belong to no call yet, oldest first. */
  readonly #unclaimed: TracedMessage[] = [];

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

  /** A call that came in: its messages, from the INVITE that was just received, go to the recorder until the returned function is called. */
  take(recorder: CallRecorder, callId: string): () => void {
    for (const message of this.#unclaimed.splice(0)) if (callIdOf(message.bytes) === callId) this.#tell(recorder, message);
    // A caller chooses its Call-ID: it does not get at the trace of another call by it.
    if (this.#calls.has(callId)) return () => undefined;
    this.#calls.set(callId, recorder);
    return () => void this.#calls.delete(callId);
  }

  readonly observe = (message: TracedMessage): void => {
    const callId = this.#calls.size > 0 ? callIdOf(message.bytes) : undefined;
    const recorder = this.#beginning ?? (callId === undefined ? undefined : this.#calls.get(callId));
    if (recorder) this.#tell(recorder, message);
    else this.#leave(message);
  };

  #tell(recorder: CallRecorder, { direction, bytes, peer }: TracedMessage): void {
    recorder.sipMessage(direction === 'out' ? 'sent' : 'received', bytes, { local: this.#local, remote: { address: peer.host, port: peer.port } });
  }

  #leave(message: TracedMessage): void {
    this.#unclaimed.push({ ...message, bytes: message.bytes.slice() });
    if (this.#unclaimed.length > MOST_UNCLAIMED) this.#unclaimed.shift();
  }
}

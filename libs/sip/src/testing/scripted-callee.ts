import { callIdOf, headerValue } from '../message/headers.ts';
import { responseTo } from '../message/response.ts';
import { serialiseMessage } from '../message/serialise-message.ts';
import { sdpParts } from '../user-agent/sdp-body.ts';
import { SimulatedPair, CALLEE, CALLER } from './simulated-pair.ts';
import { summaryOf } from './simulated-network.ts';
import { wire } from './messages.ts';
import type { Header, SipRequest, SipResponse } from '../message/message.ts';
import type { InviteOptions } from '../user-agent/invite-request.ts';
import type { UserAgentLimits } from '../user-agent/limits.ts';
import type { OutgoingCall } from '../user-agent/outgoing-call.ts';

const THEM = { host: CALLEE, port: 5060 };
const US = { host: CALLER, port: 5060 };

export interface ScriptedAnswer {
  readonly headers?: readonly Header[];
  readonly sdp?: string;
  readonly toTag?: string;
  /** A 3xx has only those of its headers. */
  readonly withoutContact?: boolean;
}

export interface ScriptedRequest {
  readonly headers?: readonly string[];
  readonly sdp?: string;
  readonly toTag?: string;
}

/** A caller of ours alone with its call; the test writes every word of the far end by hand. */
export class ScriptedCallee {
  readonly pair: SimulatedPair;
  readonly call: OutgoingCall;
  #sequence = 100;
  #branch = 0;

  constructor(options: Partial<InviteOptions> = {}, limits: Partial<UserAgentLimits> = {}, { withoutOffer = false } = {}) {
    this.pair = new SimulatedPair(limits);
    this.pair.callee.onInvite = undefined;
    this.pair.network.lose = ({ from, message }) => from === CALLER && message.kind === 'request';
    this.call = this.pair.invite(options, { withoutOffer });
  }

  /** Our requests so far, repeats left out. */
  get requests(): SipRequest[] {
    const seen = new Set<string>();
    return this.pair.network.sent.flatMap(({ from, message }) => {
      if (from !== CALLER || message.kind !== 'request') return [];
      const key = `${headerValue(message, 'Via') ?? ''} ${message.method}`;
      return seen.has(key) ? [] : (seen.add(key), [message]);
    });
  }

  get methods(): string[] {
    return this.requests.map(({ method }) => method);
  }

  /** Our answers to what the far end asked, e.g. `200 UPDATE`. */
  get responses(): SipResponse[] {
    return this.pair.network.sent.flatMap(({ from, message }) => (from === CALLER && message.kind === 'response' ? [message] : []));
  }

  get answers(): string[] {
    return this.responses.map(summaryOf);
  }

  last(method: string): SipRequest {
    const found = this.requests.findLast((request) => request.method === method);
    if (found === undefined) throw new Error(`no ${method} was sent`);
    return found;
  }

  answer(request: SipRequest, status: number, { headers = [], sdp, toTag = 'far', withoutContact = false }: ScriptedAnswer = {}): void {
    const content = sdp === undefined ? { headers: [] } : sdpParts(sdp);
    const own: Header[] = withoutContact ? [] : [['Contact', `<sip:${CALLEE}>`]];
    const all: Header[] = [...own, ...headers, ...content.headers];
    this.pair.network.deliver(serialiseMessage(responseTo(request, { status, toTag, ...content, headers: all })), THEM, US);
    this.pair.clock.advance(10);
  }

  /** A request of the far end in the dialog. */
  request(method: string, { headers = [], sdp = '', toTag = 'far' }: ScriptedRequest = {}): void {
    const invite = this.last('INVITE');
    if (method !== 'ACK') this.#sequence++;
    const lines = [
      `${method} sip:200@${CALLER} SIP/2.0`,
      `Via: SIP/2.0/UDP ${CALLEE};branch=z9hG4bKscript${++this.#branch}`,
      `From: ${headerValue(invite, 'To')?.split(';tag=')[0] ?? ''};tag=${toTag}`,
      `To: ${headerValue(invite, 'From') ?? ''}`,
      `Call-ID: ${callIdOf(invite)}`,
      `CSeq: ${this.#sequence} ${method}`,
      `Contact: <sip:${CALLEE}>`,
      ...headers,
      ...(sdp === '' ? [] : ['Content-Type: application/sdp']),
    ];
    this.pair.network.deliver(wire(lines, sdp), THEM, US);
    this.pair.clock.advance(10);
  }
}

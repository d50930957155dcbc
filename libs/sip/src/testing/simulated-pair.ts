import { UserAgent } from '../user-agent/user-agent.ts';
import { CallLog, audioSdp } from './call-log.ts';
import { ManualClock } from './manual-clock.ts';
import { SimulatedNetwork } from './simulated-network.ts';
import type { Random } from '../random.ts';
import type { IncomingCall } from '../user-agent/incoming-call.ts';
import type { InviteOptions } from '../user-agent/invite-request.ts';
import type { OutgoingCall } from '../user-agent/outgoing-call.ts';
import type { UserAgentLimits } from '../user-agent/limits.ts';

export const CALLER = '192.0.2.1';
export const CALLEE = '192.0.2.2';

/** Unlike tokens in the same order every run. */
export function countingRandom(seed: number): Random {
  let count = seed;
  return { randomToken: (bytes) => (count++ * 2_654_435_761).toString(16).padStart(bytes * 2, '0').slice(-bytes * 2) };
}

/** Two user agents on a simulated network, with a log for each end of a call. */
export class SimulatedPair {
  readonly clock = new ManualClock();
  readonly network = new SimulatedNetwork(this.clock);
  readonly caller: UserAgent;
  readonly callee: UserAgent;
  readonly near = new CallLog();
  readonly far = new CallLog();
  incoming: IncomingCall | undefined;

  constructor(limits: Partial<UserAgentLimits> = {}) {
    const { clock, network } = this;
    this.caller = new UserAgent({ transport: network.transport(CALLER), clock, random: countingRandom(1_000), limits });
    this.callee = new UserAgent({ transport: network.transport(CALLEE), clock, random: countingRandom(9_000), limits });
    this.onArrival((incoming) => incoming.answer(audioSdp(5_000)));
  }

  /** What the callee does with a call. */
  onArrival(take: (incoming: IncomingCall) => void): void {
    this.callee.onInvite = (incoming) => {
      this.incoming = incoming;
      incoming.listen(this.far);
      take(incoming);
    };
  }

  invite(options: Partial<InviteOptions> = {}, { withoutOffer = false } = {}): OutgoingCall {
    return this.caller.invite({
      target: { user: '100', host: CALLEE, port: 5060 }, from: { user: '200', host: CALLER }, ...(!withoutOffer && { offer: audioSdp(4_000) }),
      inviteTimeoutMs: 10_000, ringTimeoutMs: 60_000, listener: this.near, ...options,
    });
  }

  /** An answered call and both its ends. */
  establish(withinMs = 100): { call: OutgoingCall; incoming: IncomingCall } {
    const call = this.invite();
    this.clock.advance(withinMs);
    if (this.incoming === undefined) throw new Error('the call did not arrive');
    this.network.sent.length = 0;
    return { call, incoming: this.incoming };
  }
}

/** Lets promises settle; simulated time does not move. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserAgent } from '../user-agent/user-agent.ts';
import { audioSdp } from './call-log.ts';
import { ManualClock } from './manual-clock.ts';
import { CALLEE, CALLER, countingRandom } from './simulated-pair.ts';
import { SimulatedNetwork } from './simulated-network.ts';

/** The messages of RFC 4475 lie beside the checkout: they are the RFC's, not ours. */
export const TORTURE_FOLDER = resolve(import.meta.dirname, '../../../../../shared/rfc4475');

export const hasTortureMessages = existsSync(TORTURE_FOLDER);

export function tortureMessage(name: string): Uint8Array {
  return readFileSync(`${TORTURE_FOLDER}/${name}.dat`);
}

export interface Reaction {
  /** Start lines of what was sent back, without those of a call that rings on. */
  readonly answers: readonly string[];
  /** The first answer as text. */
  readonly text: string;
  readonly malformed: number;
  readonly strayResponses: number;
  /** Users that calls were for. */
  readonly called: readonly (string | undefined)[];
  readonly leftOver: number;
}

/** What a user agent that answers every call does with one datagram, until everything has timed out. */
export function reactionTo(datagram: Uint8Array): Reaction {
  const clock = new ManualClock();
  const network = new SimulatedNetwork(clock);
  const sent: string[] = [];
  const called: (string | undefined)[] = [];
  const agent = new UserAgent({
    transport: network.transport(CALLEE), clock, random: countingRandom(1),
    trace: ({ direction, bytes }) => void (direction === 'out' && sent.push(Buffer.from(bytes).toString('utf8'))),
  });
  agent.onInvite = (incoming) => {
    called.push(incoming.calledUser);
    incoming.answer(audioSdp(5_000));
  };
  network.deliver(datagram, { host: CALLER, port: 5060 }, { host: CALLEE, port: 5060 });
  clock.advance(10);
  const answers = sent.map((text) => text.split('\r\n', 1)[0] ?? '');
  clock.advance(400_000);
  return {
    answers, text: sent[0] ?? '', malformed: agent.counters.malformed, strayResponses: agent.counters.strayResponses, called,
    leftOver: agent.activeTransactions + clock.pending,
  };
}

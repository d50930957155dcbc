import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { CallLog, audioSdp } from './call-log.ts';
import { ManualClock } from './manual-clock.ts';
import { mutated, seededChance } from './mutation.ts';
import { CALLEE, CALLER, countingRandom, settled } from './simulated-pair.ts';
import { SimulatedNetwork } from './simulated-network.ts';
import { DigestAccount } from '../authentication/digest-account.ts';
import { UserAgent } from '../user-agent/user-agent.ts';

export interface FuzzReport {
  readonly messages: number;
  readonly calls: number;
  /** Transactions, calls and timers left once everything had timed out. */
  readonly leftOver: number;
  readonly heapMiB: readonly number[];
}

const CALLEE_PLACE = { host: CALLEE, port: 5060 };
const CALLER_PLACE = { host: CALLER, port: 5060 };
/** Changed messages sent into one live call, in both directions, before everything is given its time to end. */
const MESSAGES_PER_CALL = 40;

/** Calls between two user agents while changed copies of all that they ever said are thrown at both. */
export async function fuzzMessages(messages: number, { seed, corpus }: { seed: number; corpus: readonly Uint8Array[] }): Promise<FuzzReport> {
  const chance = seededChance(seed);
  const heap: number[] = [];
  let [sent, calls, leftOver] = [0, 0, 0];
  while (sent < messages) {
    const room = new FuzzRoom(corpus);
    const count = Math.min(MESSAGES_PER_CALL, messages - sent);
    for (let index = 0; index < count; index++) room.throwOne(chance);
    leftOver += room.settle();
    // What waits for the end of a call holds it until promises had their turn.
    await settled();
    sent += count;
    if (calls++ % 250 === 0) heap.push(heapMiB());
  }
  heap.push(heapMiB());
  return { messages: sent, calls, leftOver, heapMiB: heap };
}

/** Tests run in a context of their own, which has no `gc`. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

function heapMiB(): number {
  collectGarbage();
  return Math.round(process.memoryUsage().heapUsed / 1_048_576);
}

class FuzzRoom {
  readonly #clock = new ManualClock();
  readonly #network = new SimulatedNetwork(this.#clock);
  readonly #seen: Uint8Array[];
  readonly #caller: UserAgent;
  readonly #callee: UserAgent;

  constructor(corpus: readonly Uint8Array[]) {
    this.#seen = [...corpus];
    this.#caller = this.#agent(CALLER, 1_000);
    this.#callee = this.#agent(CALLEE, 9_000);
    const listener = new CallLog();
    listener.answer = () => ({ ok: true, sdp: audioSdp(6_000) });
    this.#callee.onInvite = (incoming) => {
      incoming.listen(listener);
      incoming.ring();
      incoming.answer(audioSdp(5_000));
    };
    const call = this.#caller.invite({
      target: { user: '100', ...CALLEE_PLACE }, from: { user: '200', host: CALLER }, offer: audioSdp(4_000), inviteTimeoutMs: 5_000, ringTimeoutMs: 30_000, listener,
      account: new DigestAccount({ username: 'u', password: 'p' }, countingRandom(5)),
    });
    this.#clock.schedule(3_000, () => void call.reinvite(audioSdp(4_002)));
    this.#clock.schedule(9_000, () => call.bye());
  }

  /** To either end, from the other or from a stranger, some time after the one before. */
  throwOne(chance: () => number): void {
    const toCallee = chance() < 0.6;
    const from = chance() < 0.8 ? (toCallee ? CALLER_PLACE : CALLEE_PLACE) : { host: '203.0.113.5', port: 5060 };
    this.#network.deliver(mutated(this.#seen, chance), from, toCallee ? CALLEE_PLACE : CALLER_PLACE);
    this.#clock.advance(Math.floor(chance() * 500));
  }

  /** What is left after all that a far end may still have to say. */
  settle(): number {
    void this.#caller.close({ graceMs: 1 });
    void this.#callee.close({ graceMs: 1 });
    this.#clock.advance(400_000);
    return this.#caller.activeTransactions + this.#callee.activeTransactions + this.#clock.pending;
  }

  #agent(host: string, seed: number): UserAgent {
    return new UserAgent({
      transport: this.#network.transport(host), clock: this.#clock, random: countingRandom(seed), limits: { answerTimeoutMs: 10_000 },
      trace: ({ direction, bytes }) => void (direction === 'out' && this.#seen.length < 60 && this.#seen.push(Uint8Array.from(bytes))),
    });
  }
}

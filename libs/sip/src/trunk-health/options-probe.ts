import { Timers } from '../transaction/timers.ts';
import { Hysteresis } from './hysteresis.ts';
import type { DigestAccount } from '../authentication/digest-account.ts';
import type { Clock } from '../clock.ts';
import type { Destination } from '../transaction/client-exchange.ts';
import type { OutsideRequest, OutsideResult } from '../user-agent/outside-request.ts';

export interface OptionsProbeOptions {
  readonly clock: Clock;
  readonly ask: (request: OutsideRequest, onResult: (result: OutsideResult) => void) => () => void;
  /** The carrier's domain. */
  readonly domain: string;
  readonly user: string;
  readonly account?: DigestAccount;
  readonly intervalMs: number;
  readonly destination: () => Promise<Destination>;
  readonly onChange: (isUp: boolean) => void;
}

/** An answer later than that is of no use to a caller either. */
const ANSWER_TIMEOUT_MS = 5_000;
const FAILURES_DOWN = 3;
const SUCCESSES_UP = 2;

/** Asks a carrier now and then whether it is there; keeps address translators from forgetting us, too. */
export class OptionsProbe {
  readonly #options: OptionsProbeOptions;
  readonly #timers: Timers;
  readonly #health = new Hysteresis({ failures: FAILURES_DOWN, successes: SUCCESSES_UP });
  #giveUp: () => void = () => undefined;
  #stopped = false;

  constructor(options: OptionsProbeOptions) {
    this.#options = options;
    this.#timers = new Timers(options.clock);
  }

  get isUp(): boolean {
    return this.#health.isUp;
  }

  async start(): Promise<void> {
    const { destination, intervalMs } = this.#options;
    this.#timers.set('next', intervalMs, () => void this.start());
    const found = await destination().catch(() => ({ hops: [] }));
    if (!this.#stopped) this.#probe(found);
  }

  stop(): void {
    this.#stopped = true;
    this.#timers.clearAll();
    this.#giveUp();
  }

  #probe(destination: Destination): void {
    const { ask, domain, user, account } = this.#options;
    const uri = `sip:${domain}`;
    this.#giveUp();
    this.#giveUp = ask({ method: 'OPTIONS', uri, from: `sip:${user}@${domain}`, to: uri, destination, contactUser: user, ...(account && { account }) }, (result) => this.#note(isAlive(result)));
    this.#timers.set('answer', ANSWER_TIMEOUT_MS * Math.max(1, destination.hops.length), () => {
      this.#giveUp();
      this.#note(false);
    });
  }

  #note(isGood: boolean): void {
    this.#timers.clear('answer');
    if (!this.#stopped && this.#health.note(isGood)) this.#options.onChange(this.#health.isUp);
  }
}

/** A carrier that refuses OPTIONS is there all the same; one that is overloaded is as good as not. */
function isAlive(result: OutsideResult): boolean {
  return result.kind === 'response' && result.response.status !== 503;
}

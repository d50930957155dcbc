import { ChallengeRounds } from '../authentication/challenge-rounds.ts';
import { anotherTry, withCredentials } from './another-try.ts';
import type { DigestAccount } from '../authentication/digest-account.ts';
import type { Cancel, Clock } from '../clock.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';
import type { Random } from '../random.ts';
import type { Remote } from '../transport/transport.ts';
import type { ClientHandlers, ClientMachine, ClientTransaction } from './ports.ts';

/** Where a request may go, in order of preference. */
export interface Destination {
  readonly hops: readonly Remote[];
  /** A hop that says nothing for so long is left for the next one; timer B or F where it is left out. */
  readonly hopTimeoutMs?: number;
  /** Told once for each hop that was tried. */
  readonly onHop?: (hop: Remote, outcome: 'answered' | 'failed') => void;
}

export interface ExchangeOptions {
  readonly request: SipRequest;
  readonly destination: Destination;
  readonly account: DigestAccount | undefined;
  readonly user: ClientHandlers;
  readonly clock: Clock;
  readonly random: Random;
  /** Starts one try; undefined where no more transactions fit. */
  readonly launch: (request: SipRequest, hop: Remote, user: ClientHandlers) => ClientMachine | undefined;
}

/** RFC 3261 8.1.3.5 and 22, RFC 3263 4.3: a request with all its tries; its user sees one. */
export class ClientExchange implements ClientTransaction {
  readonly #options: ExchangeOptions;
  readonly #rounds: ChallengeRounds | undefined;
  #request: SipRequest;
  #machine: ClientMachine | undefined;
  #hop = 0;
  #told = -1;
  #try = 0;
  #ringing = false;
  #stopped = false;
  #cancelTimer: Cancel | undefined;

  constructor(options: ExchangeOptions) {
    this.#options = options;
    this.#request = options.request;
    this.#rounds = options.account && new ChallengeRounds(options.account);
  }

  get request(): SipRequest {
    return this.#request;
  }

  /** False where there was no room for the first try. */
  start(): boolean {
    return this.#launch(withCredentials(this.#request, this.#options.account));
  }

  stopRetransmitting(): void {
    this.#stopped = true;
    this.#stopHopTimer();
    this.#machine?.stopRetransmitting();
  }

  expireAfter(delayMs: number): void {
    this.#stopped = true;
    this.#stopHopTimer();
    this.#machine?.expireAfter(delayMs);
  }

  terminate(): void {
    this.#stopped = true;
    this.#stopHopTimer();
    this.#machine?.terminate();
  }

  #launch(request: SipRequest): boolean {
    const { destination, launch } = this.#options;
    const hop = destination.hops[this.#hop];
    if (hop === undefined) return false;
    this.#request = request;
    const mine = ++this.#try;
    const current = (run: () => void) => (mine === this.#try ? run() : undefined);
    this.#startHopTimer(hop);
    this.#machine = launch(request, hop, {
      onResponse: (response) => current(() => this.#receive(response, hop)),
      onTimeout: () => current(() => this.#hopFailed(hop) || this.#options.user.onTimeout()),
      onTransportError: (detail) => current(() => this.#hopFailed(hop) || this.#options.user.onTransportError(detail)),
    });
    return this.#machine !== undefined;
  }

  #receive(response: SipResponse, hop: Remote): void {
    const { user, account } = this.#options;
    this.#stopHopTimer();
    if (response.status < 200) this.#ringing ||= response.status > 100;
    else account?.learn(response);
    if (response.status === 503 && !this.#ringing && this.#hopFailed(hop)) return;
    if (response.status !== 503) this.#tell(hop, 'answered');
    if (!this.#stopped && this.#rounds?.answers(response) === true && this.#again(true)) return;
    user.onResponse(response);
  }

  /** True where the next hop was tried instead. */
  #hopFailed(hop: Remote): boolean {
    this.#stopHopTimer();
    this.#tell(hop, 'failed');
    if (this.#stopped || this.#hop + 1 >= this.#options.destination.hops.length) return false;
    this.#hop++;
    return this.#again(false);
  }

  #tell(hop: Remote, outcome: 'answered' | 'failed'): void {
    if (this.#told === this.#hop) return;
    this.#told = this.#hop;
    this.#options.destination.onHop?.(hop, outcome);
  }

  #again(isRenumbered: boolean): boolean {
    const { account, random } = this.#options;
    return this.#launch(withCredentials(anotherTry(this.#request, { random, isRenumbered }), account));
  }

  /** The last hop has the whole of timer B or F, which its user may cut short. */
  #startHopTimer(hop: Remote): void {
    const { destination, clock } = this.#options;
    this.#stopHopTimer();
    if (destination.hopTimeoutMs === undefined || this.#hop + 1 >= destination.hops.length) return;
    this.#cancelTimer = clock.schedule(destination.hopTimeoutMs, () => {
      const silent = this.#machine;
      if (this.#hopFailed(hop)) silent?.terminate();
    });
  }

  #stopHopTimer(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }
}

import { contactOf, headerList, headerValue } from '../message/headers.ts';
import { parseNameAddress } from '../message/name-address.ts';
import { parseWholeNumber } from '../message/characters.ts';
import { parameterValue } from '../message/parameters.ts';
import { parseUri } from '../message/uri.ts';
import { Timers } from '../transaction/timers.ts';
import type { DigestAccount } from '../authentication/digest-account.ts';
import type { Clock } from '../clock.ts';
import type { SipResponse } from '../message/message.ts';
import type { Random } from '../random.ts';
import type { Destination } from '../transaction/client-exchange.ts';
import type { OutsideRequest, OutsideResult } from '../user-agent/outside-request.ts';

export type RegistrationState = { readonly kind: 'registered'; readonly forSeconds: number } | { readonly kind: 'failed'; readonly detail: string };

export interface RegistrationOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly ask: (request: OutsideRequest, onResult: (result: OutsideResult) => void) => () => void;
  /** The carrier's domain. */
  readonly domain: string;
  readonly user: string;
  readonly account?: DigestAccount;
  readonly expiresSeconds: number;
  /** Asked anew for each try: the carrier's servers may change. */
  readonly destination: () => Promise<Destination>;
  readonly onState?: (state: RegistrationState) => void;
}

/** A server that grants a second must not make us ask every second. */
const REFRESH_SECONDS_MIN = 30;
const EXPIRES_SECONDS_MAX = 86_400;
/** RFC 5626 4.5: 30 s after the first failure, twice as long after each further one, at most half an hour. */
const RETRY_FIRST_MS = 30_000;
const RETRY_MAX_MS = 1_800_000;

/** Tells a carrier where we are, for as long as we are there (RFC 3261 10.2). */
export class Registration {
  readonly #options: RegistrationOptions;
  readonly #timers: Timers;
  readonly #callId: string;
  #sequence = 0;
  #expiresSeconds: number;
  #failures = 0;
  #registeredAtMs: number | undefined;
  #raised = false;
  #giveUp: () => void = () => undefined;
  #stopped = false;

  constructor(options: RegistrationOptions) {
    this.#options = options;
    this.#timers = new Timers(options.clock);
    this.#callId = options.random.randomToken(16);
    this.#expiresSeconds = options.expiresSeconds;
  }

  async start(): Promise<void> {
    const destination = await this.#options.destination().catch(() => ({ hops: [] }));
    if (!this.#stopped) this.#register(destination);
  }

  /**
   * The connection that the carrier reaches us by broke (RFC 5626 4.4.1): it is told anew at once. One that breaks again
   * and again is not told more often than any other (4.5).
   */
  flowFailed(): void {
    if (this.#stopped || this.#registeredAtMs === undefined) return;
    const sinceMs = this.#options.clock.now() - this.#registeredAtMs;
    this.#registeredAtMs = undefined;
    this.#timers.set('refresh', Math.max(0, RETRY_FIRST_MS - sinceMs), () => void this.start());
  }

  /** Takes itself off the carrier's list, without waiting for its answer. */
  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#timers.clearAll();
    this.#giveUp();
    const destination = await this.#options.destination().catch(() => ({ hops: [] }));
    this.#send(destination, { seconds: 0, onResult: () => undefined });
  }

  #register(destination: Destination): void {
    this.#send(destination, { seconds: this.#expiresSeconds, onResult: (result) => this.#receive(result, destination) });
  }

  #send(destination: Destination, { seconds, onResult }: { seconds: number; onResult: (result: OutsideResult) => void }): void {
    const { domain, user, account, ask } = this.#options;
    const own = `sip:${user}@${domain}`;
    this.#sequence++;
    this.#giveUp = ask({
      method: 'REGISTER', uri: `sip:${domain}`, from: own, to: own, destination, contactUser: user, headers: [['Expires', String(seconds)]],
      series: { callId: this.#callId, sequence: this.#sequence }, ...(account && { account }),
    }, onResult);
  }

  #receive(result: OutsideResult, destination: Destination): void {
    if (this.#stopped) return;
    if (result.kind === 'response') this.#sequence = Math.max(this.#sequence, result.sequence);
    if (result.kind !== 'response') this.#failed(result.kind === 'transport' ? result.detail : 'no answer');
    else if (result.response.status < 300) this.#registered(result.response);
    else if (result.response.status === 423 && this.#raise(result.response)) this.#register(destination);
    else this.#failed(`${result.response.status} ${result.response.reason}`);
  }

  /** RFC 3261 10.2.8, once in a row. */
  #raise(response: SipResponse): boolean {
    const least = parseWholeNumber(headerValue(response, 'Min-Expires') ?? '', EXPIRES_SECONDS_MAX);
    if (least === undefined || least <= this.#expiresSeconds || this.#raised) return false;
    this.#expiresSeconds = least;
    this.#raised = true;
    return true;
  }

  #registered(response: SipResponse): void {
    const forSeconds = grantedSeconds(response, this.#options.user) ?? this.#expiresSeconds;
    this.#failures = 0;
    this.#raised = false;
    this.#registeredAtMs = this.#options.clock.now();
    // Early enough for a failure and another server, and never in a hurry.
    const refreshSeconds = Math.max(REFRESH_SECONDS_MIN, Math.min(forSeconds - 60, forSeconds * 0.85));
    this.#timers.set('refresh', refreshSeconds * 1000, () => void this.start());
    this.#options.onState?.({ kind: 'registered', forSeconds });
  }

  #failed(detail: string): void {
    const delayMs = Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** Math.min(this.#failures, 10));
    this.#failures++;
    this.#raised = false;
    this.#timers.set('refresh', delayMs, () => void this.start());
    this.#options.onState?.({ kind: 'failed', detail });
  }
}

/** What the server granted to our Contact, or to all (RFC 3261 10.2.4). */
function grantedSeconds(response: SipResponse, user: string): number | undefined {
  const contacts = headerList(response, 'Contact').flatMap((entry) => parseNameAddress(entry) ?? []);
  const ours = contacts.find(({ uri }) => parseUri(uri)?.user === user) ?? contactOf(response);
  const given = (ours && parameterValue(ours.parameters, 'expires')) ?? headerValue(response, 'Expires') ?? '';
  return parseWholeNumber(given, EXPIRES_SECONDS_MAX);
}

import { SourceRate } from './source-rate.ts';
import type { DigestGuard } from '../authentication/digest-guard.ts';
import type { Clock } from '../clock.ts';
import type { Header, SipRequest } from '../message/message.ts';
import type { Remote } from '../transport/transport.ts';
import type { RateLimit } from './source-rate.ts';

export interface AdmissionOptions {
  /** Trunks, and whoever else may call without a password. */
  readonly isTrusted: (remote: Remote) => boolean;
  /** Asks callers for a password. */
  readonly guard?: DigestGuard;
  /** Trunks whose address is not enough: anybody behind the same address, or who forges it, could call in their name. */
  readonly mustAuthenticate?: (remote: Remote) => boolean;
  /**
   * `ignore`: scanners learn nothing, not even that somebody is here. `refuse`: 403, kinder to a carrier set up wrongly.
   * `challenge`: callers that have a password may come from anywhere.
   */
  readonly unknownSources: 'ignore' | 'refuse' | 'challenge';
  readonly rates?: Partial<AdmissionRates>;
}

export interface AdmissionRates {
  /** Messages of one stranger; a scanner sends hundreds a second. */
  readonly stranger: RateLimit;
  /** Of all strangers together: what their datagrams may cost us, forged ones included. */
  readonly strangers: RateLimit;
  /** Of one trunk: 5 calls a second are some 60 messages, with their repeats. */
  readonly trusted: RateLimit;
  /** Of all trunks together: about what one process reads. */
  readonly allTrusted: RateLimit;
}

const DEFAULT_RATES: AdmissionRates = {
  stranger: { perSecond: 10, burst: 50 },
  strangers: { perSecond: 500, burst: 1_000 },
  trusted: { perSecond: 2_000, burst: 5_000 },
  allTrusted: { perSecond: 10_000, burst: 20_000 },
};

export type Refusal = { readonly status: number; readonly headers?: readonly Header[] };

/** `username` is who proved to be it; without a `refusal` whoever is turned away hears nothing. */
export type Entry = { readonly ok: true; readonly username?: string } | { readonly ok: false; readonly refusal?: Refusal };

/** Who may take our time. Asked before a message is read, and before a request gets a transaction. */
export class Admission {
  readonly #options: AdmissionOptions;
  readonly #strangers: SourceRate;
  readonly #trusted: SourceRate;

  constructor(clock: Clock, options: AdmissionOptions) {
    const rates = { ...DEFAULT_RATES, ...options.rates };
    this.#options = options;
    this.#strangers = new SourceRate(clock, { each: rates.stranger, all: rates.strangers });
    this.#trusted = new SourceRate(clock, { each: rates.trusted, all: rates.allTrusted });
  }

  /** False for a datagram that is not worth reading. */
  hears(remote: Remote): boolean {
    return (this.#options.isTrusted(remote) ? this.#trusted : this.#strangers).takes(remote.host);
  }

  /** Strangers who are ignored are not told either that they write bad SIP. */
  answersMalformed(remote: Remote): boolean {
    return this.#options.unknownSources !== 'ignore' || this.#options.isTrusted(remote);
  }

  /** For a request outside our calls. */
  enter(request: SipRequest, remote: Remote): Entry {
    const { unknownSources, isTrusted, mustAuthenticate } = this.#options;
    if (isTrusted(remote)) return request.method === 'INVITE' && mustAuthenticate?.(remote) ? this.#ask(request) : { ok: true };
    if (unknownSources === 'refuse') return { ok: false, refusal: { status: 403 } };
    // A CANCEL cannot be sent again with credentials (RFC 3261 22.1); this one is of no call that we know.
    return unknownSources === 'ignore' || request.method === 'CANCEL' ? { ok: false } : this.#ask(request);
  }

  #ask(request: SipRequest): Entry {
    const verdict = this.#options.guard?.check(request);
    if (verdict === undefined) return { ok: false, refusal: { status: 403 } };
    return verdict.ok ? verdict : { ok: false, refusal: { status: 401, headers: verdict.headers } };
  }
}

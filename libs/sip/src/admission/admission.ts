import { SourceRate } from './source-rate.ts';
import type { DigestGuard } from '../authentication/digest-guard.ts';
import type { Clock } from '../clock.ts';
import type { Header, SipRequest } from '../message/message.ts';
import type { Remote } from '../transport/transport.ts';
import type { RateLimit } from './source-rate.ts';

export interface AdmissionOptions {
  /** Trunks, and whoever else may call without a password. */
  readonly isTrusted: (remote: Remote) => boolean;
  /** Callers that have a password may come from anywhere. */
  readonly guard?: DigestGuard;
  /** `ignore`: scanners learn nothing, not even that somebody is here. `refuse`: 403, kinder to a carrier set up wrongly. */
  readonly unknownSources: 'ignore' | 'refuse';
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
    return this.#options.unknownSources === 'refuse' || this.#options.guard !== undefined || this.#options.isTrusted(remote);
  }

  /** For a request outside our calls: undefined lets it in. */
  refusal(request: SipRequest, remote: Remote): Refusal | 'ignore' | undefined {
    const { guard, unknownSources, isTrusted } = this.#options;
    if (isTrusted(remote)) return undefined;
    const verdict = guard?.check(request);
    if (verdict?.ok === true) return undefined;
    if (verdict !== undefined) return { status: 401, headers: verdict.headers };
    return unknownSources === 'ignore' ? 'ignore' : { status: 403 };
  }
}

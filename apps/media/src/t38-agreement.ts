import type { AttemptFailure } from '@faxwire/fax';
import { t38Media, type Call, type Cancel, type Clock, type SdpAnswer } from '@faxwire/sip';
import { describeEnd, failure } from './call-failure.ts';
import { REFUSED_OFFER, backToAudio, isUsableT38, mediaOf, weighOffer, type FarAudio, type FarT38, type OwnMedia } from './call-media.ts';
import {
  NEGOTIATION_FLOOR_MS, NEGOTIATION_MS, OFFER_AFTER_ANSWER_MS, OFFER_AFTER_CED_MS, WAIT_FOR_FAX_MS,
} from './protocol-limit.ts';

/** Where the far end takes T.38, and what it declared. */
export type Agreed =
  | { readonly ok: true; readonly kind: 't38'; readonly far: FarT38 }
  /** A fax machine is there, and the call stays audio; with what was said to T.38. */
  | { readonly ok: true; readonly kind: 'audio'; readonly refusal?: AttemptFailure }
  | { readonly ok: false; readonly failure: AttemptFailure };

/** Without audio to fall back on (`use`), a machine that refused T.38 may still be asked for it by somebody in between. */
export interface AgreementOptions extends OwnMedia {
  readonly call: Pick<Call, 'listen' | 'reinvite'>;
  readonly clock: Clock;
  readonly timeFactor: number;
  /** The call is audio, and the far end takes it here. */
  readonly onAudio?: (far: FarAudio) => void;
}

/** From an answered audio call to T.38: the far end's wish, or ours when a fax machine was heard or nobody asked for long. */
export class T38Agreement {
  readonly #options: AgreementOptions;
  readonly #settled: Promise<Agreed>;
  #settle!: (agreed: Agreed) => void;
  #done = false;
  #heardFax = false;
  /** The far end's answer to our offer, when it was no. */
  #refusal: Extract<SdpAnswer, { ok: false }> | undefined;
  #cancelOffer: Cancel = () => undefined;
  readonly #timers: Cancel[] = [];

  constructor(options: AgreementOptions) {
    this.#options = options;
    this.#settled = new Promise((resolve) => (this.#settle = resolve));
  }

  /** Resolves once, within the limit for negotiations. */
  run(): Promise<Agreed> {
    const { call, timeFactor, use } = this.#options;
    if (use === 'g711') this.#waitForFax(OFFER_AFTER_ANSWER_MS + WAIT_FOR_FAX_MS);
    else this.#offerIn(OFFER_AFTER_ANSWER_MS);
    const limitMs = Math.max(NEGOTIATION_MS / timeFactor, NEGOTIATION_FLOOR_MS);
    this.#timers.push(this.#options.clock.schedule(limitMs, () => this.#giveUp()));
    call.listen({
      onReoffer: (sdp, respond) => respond(this.#consider(sdp)),
      onEnded: (end) => this.#finish({ ok: false, failure: failure('call_dropped', `${describeEnd(end)} before the fax began`) }),
    });
    return this.#settled;
  }

  /** The answer tone of a fax machine was heard, or the flags before its command. */
  faxHeard(): void {
    if (this.#heardFax) return;
    this.#heardFax = true;
    if (this.#options.use === 'g711') this.#finish({ ok: true, kind: 'audio' });
    else if (this.#refusal === undefined) this.#offerIn(OFFER_AFTER_CED_MS);
    else if (this.#options.use === 'then-g711') this.#giveUp();
  }

  /** Stops its timers; the call is given up. */
  abandon(): void {
    this.#finish({ ok: false, failure: failure('stopped', 'given up before the fax began') });
  }

  #offerIn(delayMs: number): void {
    this.#cancelOffer();
    this.#cancelOffer = this.#options.clock.schedule(delayMs / this.#options.timeFactor, () => void this.#offer());
  }

  #consider(sdp: string): SdpAnswer {
    const offer = weighOffer(sdp, this.#options);
    if (!offer) return REFUSED_OFFER;
    if (offer.far.kind === 't38') this.#finish({ ok: true, kind: 't38', far: offer.far });
    else if (offer.far.kind === 'audio') this.#options.onAudio?.(offer.far);
    return { ok: true, sdp: this.#options.description.describe(offer.media) };
  }

  async #offer(): Promise<void> {
    if (this.#done) return;
    const { call, description, port, own } = this.#options;
    const answer = await call.reinvite(description.describe([t38Media({ port, parameters: own })]));
    if (this.#done) return;
    if (answer.ok) await this.#accept(answer.sdp);
    // 491: the far end changed the media first, and not to T.38. 481: the end of the call is told by itself.
    else if (answer.status === 491) this.#offerIn(OFFER_AFTER_CED_MS);
    else if (answer.status !== 481) this.#refused(answer);
  }

  async #accept(sdp: string): Promise<void> {
    const far = mediaOf(sdp);
    if (isUsableT38(far, this.#options)) this.#finish({ ok: true, kind: 't38', far });
    else {
      const audio = await backToAudio(this.#options.call, far, this.#options);
      if (audio) this.#options.onAudio?.(audio);
      this.#refused({ ok: false, status: 488, reason: 'answered without T.38' });
    }
  }

  #refused(refusal: Extract<SdpAnswer, { ok: false }>): void {
    this.#refusal = refusal;
    if (this.#heardFax) this.#giveUp();
    else this.#waitForFax(WAIT_FOR_FAX_MS);
  }

  #waitForFax(ms: number): void {
    this.#timers.push(this.#options.clock.schedule(ms / this.#options.timeFactor, () => this.#giveUp()));
  }

  #giveUp(): void {
    const status = this.#refusal === undefined ? {} : { sipStatus: this.#refusal.status };
    const said = this.#refusal === undefined ? 'no answer to our T.38 offer' : `T.38 refused: ${this.#refusal.status} ${this.#refusal.reason}`;
    if (this.#heardFax) this.#refusedByFax(failure('t38_refused', `fax tone heard; ${said}`, status));
    else if (this.#refusal) this.#finish({ ok: false, failure: failure('voice_answered', `no fax tone heard; ${said}`, status) });
    else this.#finish({ ok: false, failure: failure('no_fax_signal', `no fax tone heard; ${said}`) });
  }

  #refusedByFax(refusal: AttemptFailure): void {
    this.#finish(this.#options.use === 'then-g711' ? { ok: true, kind: 'audio', refusal } : { ok: false, failure: refusal });
  }

  #finish(agreed: Agreed): void {
    if (this.#done) return;
    this.#done = true;
    this.#cancelOffer();
    for (const cancel of this.#timers) cancel();
    this.#settle(agreed);
  }
}

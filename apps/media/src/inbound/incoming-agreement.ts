import type { AttemptFailure } from '@faxwire/fax';
import { t38Media, type Cancel, type Clock, type FaxMedia, type IncomingCall, type SdpAnswer } from '@faxwire/sip';
import { failure } from '../call-failure.ts';
import { REFUSED_OFFER, backToAudio, isUsableT38, mediaOf, weighOffer, type FarAudio, type FarT38, type OwnMedia } from '../call-media.ts';
import { AUDIO_AFTER_MS, AUDIO_FLOOR_MS, FAX_WITHIN_FLOOR_MS, FAX_WITHIN_MS, OFFER_T38_AFTER_MS, OFFER_T38_AGAIN_MS } from './inbound-limit.ts';

export interface IncomingAgreementOptions extends OwnMedia {
  readonly call: Pick<IncomingCall, 'reinvite'>;
  readonly clock: Clock;
  readonly timeFactor: number;
  /** False for an address that nothing can be sent to; so of `onAudio`. */
  readonly onT38: (far: FarT38) => boolean;
  /** The caller takes audio there from now on. */
  readonly onAudio: (far: FarAudio) => boolean;
  /** The fax goes on as audio; with what the caller said to T.38. */
  readonly onStay: (refusal: AttemptFailure | undefined) => void;
  /** Nobody agreed to T.38 in time, or the caller will not have it, and audio will not do. */
  readonly onGivenUp: (failure: AttemptFailure) => void;
}

/** From a call that we answered to T.38, by the caller's wish or ours, or to the decision that it stays audio. */
export class IncomingAgreement {
  readonly #options: IncomingAgreementOptions;
  readonly #limit: Cancel;
  #offering: Cancel = () => undefined;
  #staying: Cancel = () => undefined;
  #hasOffered = false;
  #agreed = false;
  #stays = false;
  #over = false;
  #refusal: AttemptFailure | undefined;

  constructor(options: IncomingAgreementOptions) {
    this.#options = options;
    const { clock, timeFactor } = options;
    this.#limit = clock.schedule(Math.max(FAX_WITHIN_MS / timeFactor, FAX_WITHIN_FLOOR_MS), () => this.#giveUp());
  }

  /** There is audio both ways. Our offer follows, unless the caller comes first; or there is none to be made. */
  start(): void {
    const { use, clock, timeFactor } = this.#options;
    if (use === 'g711') return this.#stay();
    this.#offerIn(OFFER_T38_AFTER_MS);
    if (use === 'then-g711') this.#staying = clock.schedule(Math.max(AUDIO_AFTER_MS / timeFactor, AUDIO_FLOOR_MS), () => this.#stay());
  }

  /** The caller is a fax machine: its calling tone or its flags were heard. */
  faxHeard(): void {
    if (!this.#hasOffered && !this.#agreed && !this.#over) this.#offerIn(0);
  }

  /** The caller offers other media: T.38, or audio elsewhere until there is T.38. */
  consider(sdp: string): SdpAnswer {
    const offer = this.#over ? undefined : weighOffer(sdp, this.#options);
    return offer && this.#takes(offer.far) ? { ok: true, sdp: this.#options.description.describe(offer.media) } : REFUSED_OFFER;
  }

  /** False for an address that nothing can be sent to. */
  agree(far: FarT38): boolean {
    if (!this.#options.onT38(far)) return false;
    this.#agreed = true;
    this.#stopTimers();
    return true;
  }

  stop(): void {
    this.#over = true;
    this.#stopTimers();
  }

  #takes(far: FaxMedia): boolean {
    if (far.kind === 't38') return this.agree(far);
    return far.kind === 'audio' && !this.#agreed && this.#options.onAudio(far);
  }

  #stopTimers(): void {
    this.#offering();
    this.#staying();
    this.#limit();
  }

  #offerIn(delayMs: number): void {
    this.#offering();
    this.#offering = this.#options.clock.schedule(delayMs / this.#options.timeFactor, () => void this.#offer());
  }

  async #offer(): Promise<void> {
    if (this.#agreed || this.#over) return;
    this.#hasOffered = true;
    const { call, description, port, own } = this.#options;
    const answer = await call.reinvite(description.describe([t38Media({ port, parameters: own })]));
    if (this.#agreed) return;
    if (answer.ok) await this.#accept(mediaOf(answer.sdp));
    else if (!this.#over) this.#refused(answer);
  }

  /** Too late where the fax has begun in audio meanwhile, and then the call must become audio again. */
  async #accept(far: FaxMedia): Promise<void> {
    if (!this.#over && isUsableT38(far, this.#options) && this.agree(far)) return;
    if (this.#over && !this.#stays) return;
    const audio = await backToAudio(this.#options.call, far, this.#options);
    if (audio) this.#options.onAudio(audio);
    if (!this.#over && !this.#agreed) this.#refused({ ok: false, status: 488, reason: 'answered without T.38' });
  }

  #refused({ status, reason }: Extract<SdpAnswer, { ok: false }>): void {
    // 491: both asked at once; the caller's own offer is on its way, and ours comes after it. 481: the end of the call is told by itself.
    if (status === 491) return this.#offerIn(OFFER_T38_AGAIN_MS);
    if (status === 481) return;
    this.#refusal = failure('t38_refused', `T.38 refused: ${status} ${reason}`, { sipStatus: status });
    if (this.#options.use === 'then-g711') this.#stay();
  }

  #stay(): void {
    if (this.#agreed || this.#over) return;
    this.#stays = true;
    this.stop();
    this.#options.onStay(this.#refusal);
  }

  #giveUp(): void {
    if (!this.#agreed && !this.#over) this.#options.onGivenUp(this.#refusal ?? failure('no_fax_signal', 'no T.38 from the caller'));
  }
}

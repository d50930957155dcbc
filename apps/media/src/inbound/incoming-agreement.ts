import {
  answerMedia, faxMediaOf, parseSdp, t38Media,
  type Cancel, type Clock, type IncomingCall, type LocalDescription, type SdpAnswer, type T38Parameters,
} from '@faxwire/sip';
import type { FarT38 } from '../call-media.ts';
import { FAX_WITHIN_FLOOR_MS, FAX_WITHIN_MS, OFFER_T38_AFTER_MS, OFFER_T38_AGAIN_MS } from './inbound-limit.ts';

export interface IncomingAgreementOptions {
  readonly call: Pick<IncomingCall, 'reinvite'>;
  readonly clock: Clock;
  readonly timeFactor: number;
  readonly description: LocalDescription;
  readonly port: number;
  readonly own: T38Parameters;
  readonly onT38: (far: FarT38) => boolean;
  /** Nobody agreed to T.38 in time, or the caller will not have it. */
  readonly onGivenUp: (status: number | undefined) => void;
}

const REFUSED: SdpAnswer = { ok: false, status: 488, reason: 'Not Acceptable Here' };

/** From a call that we answered to T.38: the caller's wish, or ours when our answer tone is over. */
export class IncomingAgreement {
  readonly #options: IncomingAgreementOptions;
  readonly #limit: Cancel;
  #offering: Cancel = () => undefined;
  #agreed = false;
  #over = false;
  #refusal: number | undefined;

  constructor(options: IncomingAgreementOptions) {
    this.#options = options;
    const { clock, timeFactor } = options;
    this.#limit = clock.schedule(Math.max(FAX_WITHIN_MS / timeFactor, FAX_WITHIN_FLOOR_MS), () => this.#giveUp());
  }

  /** Our offer follows, unless the caller comes first. */
  start(): void {
    this.#offerIn(OFFER_T38_AFTER_MS);
  }

  /** The caller offers other media: T.38, then or moved elsewhere later. */
  consider(sdp: string): SdpAnswer {
    const { port, own, description } = this.#options;
    const parsed = parseSdp(sdp);
    const answer = parsed.ok ? answerMedia(parsed.description, { t38: { port, parameters: own } }) : undefined;
    if (this.#over || answer?.remote.kind !== 't38' || !this.agree(answer.remote)) return REFUSED;
    return { ok: true, sdp: description.describe(answer.media) };
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

  #stopTimers(): void {
    this.#offering();
    this.#limit();
  }

  #offerIn(delayMs: number): void {
    this.#offering();
    this.#offering = this.#options.clock.schedule(delayMs / this.#options.timeFactor, () => void this.#offer());
  }

  async #offer(): Promise<void> {
    if (this.#agreed || this.#over) return;
    const { call, description, port, own } = this.#options;
    const answer = await call.reinvite(description.describe([t38Media({ port, parameters: own })]));
    if (this.#agreed || this.#over) return;
    const parsed = answer.ok ? parseSdp(answer.sdp) : undefined;
    const far = parsed?.ok ? faxMediaOf(parsed.description) : undefined;
    if (far?.kind === 't38' && far.parameters.rateManagement === 'transferredTCF' && this.agree(far)) return;
    // 491: both asked at once; the caller's own offer is on its way, and ours comes after it.
    if (!answer.ok && answer.status === 491) this.#offerIn(OFFER_T38_AGAIN_MS);
    else this.#refusal = answer.ok ? 488 : answer.status;
  }

  #giveUp(): void {
    if (!this.#agreed && !this.#over) this.#options.onGivenUp(this.#refusal);
  }
}

import type { AttemptFailure, T38Use } from '@faxwire/fax';
import {
  answerMedia, audioMedia, faxMediaOf, parseSdp, t38Media,
  type Call, type Cancel, type Clock, type FaxMedia, type G711PayloadType, type LocalDescription, type SdpAnswer, type T38Parameters,
} from '@faxwire/sip';
import { describeEnd, failure } from './call-failure.ts';
import {
  NEGOTIATION_FLOOR_MS, NEGOTIATION_MS, OFFER_AFTER_ANSWER_MS, OFFER_AFTER_CED_MS, WAIT_FOR_FAX_MS,
} from './protocol-limit.ts';

export type FarAudio = Extract<FaxMedia, { kind: 'audio' }>;
export type FarT38 = Extract<FaxMedia, { kind: 't38' }>;
/** Where the far end takes T.38, and what it declared. */
export type Agreed =
  | { readonly ok: true; readonly kind: 't38'; readonly far: FarT38 }
  /** A fax machine is there, and the call stays audio; with what was said to T.38. */
  | { readonly ok: true; readonly kind: 'audio'; readonly refusal?: AttemptFailure }
  | { readonly ok: false; readonly failure: AttemptFailure };

export interface AgreementOptions {
  readonly call: Pick<Call, 'listen' | 'reinvite'>;
  readonly clock: Clock;
  readonly timeFactor: number;
  readonly description: LocalDescription;
  readonly port: number;
  readonly payloadTypes: readonly G711PayloadType[];
  readonly own: T38Parameters;
  /** Without audio to fall back on, a machine that refused T.38 may still be asked for it by somebody in between. */
  readonly use: T38Use;
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
    const refused: SdpAnswer = { ok: false, status: 488, reason: 'Not Acceptable Here' };
    const parsed = parseSdp(sdp);
    if (!parsed.ok) return refused;
    const { port, own, payloadTypes, description, use } = this.#options;
    const answer = answerMedia(parsed.description, { ...(use !== 'g711' && { t38: { port, parameters: own } }), audio: { port, payloadTypes } });
    if (answer === undefined) return refused;
    const response: SdpAnswer = { ok: true, sdp: description.describe(answer.media) };
    if (answer.remote.kind === 't38') this.#finish({ ok: true, kind: 't38', far: answer.remote });
    else if (answer.remote.kind === 'audio') this.#options.onAudio?.(answer.remote);
    return response;
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
    // With localTCF the gateways train by themselves; over UDPTL nobody could follow.
    if (far.kind === 't38' && far.parameters.rateManagement === 'transferredTCF') this.#finish({ ok: true, kind: 't38', far });
    else {
      await this.#backToAudio(far);
      this.#refused({ ok: false, status: 488, reason: 'answered without T.38' });
    }
  }

  /** A far end that took our offer with port 0 has left the call without any media. */
  async #backToAudio(far: FaxMedia): Promise<void> {
    if (far.kind === 'audio') return;
    const { call, description, port, payloadTypes, onAudio } = this.#options;
    const answer = await call.reinvite(audioOffer(description, port, payloadTypes));
    const audio = answer.ok ? mediaOf(answer.sdp) : undefined;
    if (audio?.kind === 'audio') onAudio?.(audio);
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

export function mediaOf(sdp: string): FaxMedia {
  const parsed = parseSdp(sdp);
  return parsed.ok ? faxMediaOf(parsed.description) : { kind: 'none' };
}

/** The G.711 offer that nearly every call begins with. */
export function audioOffer(description: LocalDescription, port: number, payloadTypes: readonly G711PayloadType[]): string {
  return description.describe([audioMedia({ port, payloadTypes })]);
}

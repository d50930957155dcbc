import { setTimeout as sleep } from 'node:timers/promises';
import { FULL_SETTINGS, type AttemptFailure, type FaxIncoming } from '@faxwire/fax';
import { LocalDescription, type Cancel, type FaxMedia, type IncomingCall, type SdpAnswer } from '@faxwire/sip';
import type { MediaSocket, UdptlChannel, UdptlChannelCounters } from '@faxwire/terminal';
import type { TrunkConfiguration } from '@faxwire/trunks';
import { answerInAudio } from '../audio-answer.ts';
import { failure } from '../call-failure.ts';
import type { CallFigures } from '../call-figures.ts';
import { audioOffer, codecOf, mediaOf, weighOffer, type FarAudio, type FarT38, type OwnMedia } from '../call-media.ts';
import { expectFrom } from '../far-media.ts';
import { DRAIN_MS } from '../protocol-limit.ts';
import { ownT38, payloadTypesOf, versionWith } from '../t38-parameters.ts';
import { udptlOptions } from '../terminal-options.ts';
import type { CallRecorder } from '../trace/call-recorder.ts';
import { udptlTap } from '../trace/udptl-tap.ts';
import { IncomingAgreement } from './incoming-agreement.ts';
import type { InboundDependencies } from './inbound-dependency.ts';
import { CALLER_BYE_WITHIN_MS, CALL_MARGIN_MS, FAX_WITHIN_MS } from './inbound-limit.ts';
import { PageReception } from './page-reception.ts';
import type { AgreedLine, PageStore } from './page-store.ts';
import { receivingOptions } from './receiving-options.ts';

export interface ReceptionOptions {
  readonly call: IncomingCall;
  readonly trunk: TrunkConfiguration;
  readonly fax: FaxIncoming['data'];
  /** Closed by the caller. */
  readonly socket: MediaSocket;
  /** The IP address that far ends reach us at. */
  readonly address: string;
  readonly tiffPath: string;
  readonly pages: Pick<PageStore, 'keep'>;
  readonly figures?: CallFigures;
  readonly timeFactor: number;
  readonly recorder: CallRecorder;
  readonly deps: Pick<InboundDependencies, 'terminals' | 'clock' | 'maxCallSeconds'>;
}

/** How the call ended: why it was no whole fax, if it was none, and what the machines said. */
export interface Received {
  readonly failure: AttemptFailure;
  readonly agreed: AgreedLine | undefined;
  readonly t30Code: number | undefined;
}

/** A call that came in and was let in: answer, answer tone, T.38 or audio, pages, good-bye. */
export class Reception {
  readonly #options: ReceptionOptions;
  readonly #own: OwnMedia;
  readonly #agreement: IncomingAgreement;
  readonly #reception: PageReception;
  readonly #cutShort: Promise<AttemptFailure>;
  #cut!: (failure: AttemptFailure) => void;
  #channel: UdptlChannel | undefined;
  #hasBegun = false;

  constructor(options: ReceptionOptions) {
    const { call, socket, address, trunk, timeFactor, recorder, pages, figures, deps: { clock } } = options;
    this.#options = options;
    this.#own = {
      description: new LocalDescription({ address, sessionId: Date.now() }), port: socket.port,
      payloadTypes: payloadTypesOf(trunk), own: ownT38(trunk, FULL_SETTINGS), use: trunk.t38.use, localTcf: options.deps.terminals.speaksLocalTcf ?? false,
    };
    this.#cutShort = new Promise((resolve) => (this.#cut = resolve));
    this.#reception = new PageReception({ pages, recorder, ...(figures && { figures }), onEnd: (failed) => this.#terminalEnded(failed), onUnrecorded: (failed) => this.#cut(failed) });
    this.#agreement = new IncomingAgreement({
      ...this.#own, call, timeFactor, clock,
      onT38: (far) => this.#takeFax(far),
      onAudio: (far) => this.#followAudio(far),
      onStay: (refusal) => this.#takeFaxInAudio(refusal),
      onGivenUp: (failed) => this.#cut(failed),
    });
  }

  /** Of a call that came to T.38. */
  get t38Counters(): UdptlChannelCounters | undefined {
    return this.#channel?.counters;
  }

  /** False where the caller offers nothing that we can take: to be refused with 488. */
  answer(): boolean {
    const { call } = this.#options;
    if (call.offer === undefined) {
      call.answer(audioOffer(this.#own));
      return true;
    }
    const offer = weighOffer(call.offer, this.#own);
    if (!offer) return false;
    if (offer.far.kind === 't38' ? !this.#agreement.agree(offer.far) : !this.#openAudio(offer.far)) return false;
    call.answer(this.#own.description.describe(offer.media));
    return true;
  }

  /** The caller left the offer to us: what it takes comes with its ACK. */
  #answered(sdp: string): void {
    if (this.#options.call.offer !== undefined) return;
    if (this.#openAudio(mediaOf(sdp))) this.#agreement.start();
    else this.#cut(failure('protocol_error', 'the caller answered without G.711 audio'));
  }

  /** Resolves when the call is over and its terminal has let go of the pages. */
  async run(): Promise<Received> {
    const { call, deps: { clock, maxCallSeconds }, timeFactor } = this.#options;
    call.listen({
      onReoffer: (sdp, respond) => respond(this.#reconsider(sdp)),
      onAnswered: (sdp) => this.#answered(sdp),
      onEnded: (end) => this.#reception.callEnded(end),
    });
    if (!this.#hasBegun && call.offer !== undefined) this.#agreement.start();
    const limitMs = (FAX_WITHIN_MS + maxCallSeconds * 1000) / timeFactor + CALL_MARGIN_MS;
    const cancelLimit: Cancel = clock.schedule(limitMs, () => this.#cut(failure('call_too_long', 'the call was cut off at its limit')));
    // What came before the end of the call still counts, so the terminal reads on for a moment.
    const cut = await Promise.race([this.#cutShort, call.ended.then(() => sleep(DRAIN_MS))]);
    cancelLimit();
    this.#agreement.stop();
    call.bye();
    const ended = this.#hasBegun ? await this.#reception.stop() : undefined;
    const { unfinished, agreed, t30Code } = this.#reception;
    return { failure: (cut || undefined) ?? ended ?? unfinished, agreed, t30Code };
  }

  /** Nothing of the call is waited for any more; one that was refused instead of answered leaves no timer behind. */
  drop(): void {
    this.#agreement.stop();
  }

  /** Hangs up at once. */
  giveUp(): void {
    this.#cut(failure('interrupted', 'given up by our side'));
  }

  #terminalEnded(failed: AttemptFailure | undefined): void {
    const { call, deps: { clock } } = this.#options;
    if (failed) this.#cut(failed);
    else clock.schedule(CALLER_BYE_WITHIN_MS, () => call.bye());
  }

  /** False for an address that no datagram can be sent to, or none may. */
  #openAudio(far: FaxMedia): boolean {
    const { socket, timeFactor, trunk } = this.#options;
    if (far.kind !== 'audio' || !expectFrom(socket, far, trunk)) return false;
    socket.openAudio({ codec: codecOf(far), speed: timeFactor, signal: 'ced', onTone: (tone) => { if (tone !== 'ced') this.#agreement.faxHeard(); } });
    return true;
  }

  /** Before T.38 our port hears the caller there; in a fax in audio the terminal does. */
  #followAudio(far: FarAudio): boolean {
    const { socket, trunk } = this.#options;
    if (!this.#reception.isAudio) return expectFrom(socket, far, trunk);
    this.#reception.redirect({ address: far.address, port: far.port });
    return true;
  }

  #reconsider(sdp: string): SdpAnswer {
    if (!this.#reception.isAudio) return this.#agreement.consider(sdp);
    return answerInAudio(sdp, { ...this.#own, trunk: this.#options.trunk, onMoved: (remote) => this.#reception.redirect(remote) });
  }

  #takeFax(far: FarT38): boolean {
    const { socket, trunk, address, recorder, deps: { terminals } } = this.#options;
    if (!expectFrom(socket, far, trunk)) return false;
    if (this.#hasBegun) return true;
    this.#hasBegun = true;
    recorder.speaks(versionWith(far));
    const tap = udptlTap(recorder, { local: { address, port: socket.port }, remote: far });
    this.#channel = socket.switchToT38(udptlOptions(trunk, far), tap);
    this.#reception.open(terminals, this.#terms(far), this.#channel);
    return true;
  }

  /** From here on the port belongs to the terminal's process. */
  #takeFaxInAudio(refusal: AttemptFailure | undefined): void {
    const { socket, deps: { terminals } } = this.#options;
    const line = socket.giveAwayAudio();
    if (!line) return this.#cut(refusal ?? failure('protocol_error', 'the call has no audio'));
    this.#hasBegun = true;
    this.#reception.openAudio(terminals, this.#terms(), { line, refusal });
  }

  #terms(far?: FarT38): ReturnType<typeof receivingOptions> {
    const { trunk, fax, tiffPath, timeFactor, deps: { maxCallSeconds } } = this.#options;
    return receivingOptions({ trunk, fax, tiffPath, timeFactor, maxCallSeconds, ...(far && { far }) });
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import { FULL_SETTINGS, causeOfT30, type AttemptFailure, type FaxIncoming } from '@faxwire/fax';
import {
  LocalDescription, answerMedia, audioMedia, faxMediaOf, parseSdp,
  type CallEnd, type Cancel, type FaxMedia, type IncomingCall,
} from '@faxwire/sip';
import {
  TerminalError,
  type FaxTerminal, type FaxTerminalOptions, type MediaSocket, type NegotiatedFact, type TerminalFact, type TerminalFailure, type TerminalResult, type UdptlChannel,
} from '@faxwire/terminal';
import type { TrunkConfiguration } from '@faxwire/trunks';
import { describeEnd, failure } from '../call-failure.ts';
import { isMediaAddress } from '../media-address.ts';
import { DRAIN_MS, MAX_SILENCE_SECONDS, TERMINAL_END_MS } from '../protocol-limit.ts';
import type { FarT38 } from '../call-media.ts';
import { ownT38, payloadTypesOf } from '../t38-parameters.ts';
import { udptlOptions } from '../terminal-options.ts';
import { within } from '../time-limit.ts';
import { IncomingAgreement } from './incoming-agreement.ts';
import type { InboundDependencies } from './inbound-dependency.ts';
import { CALLER_BYE_WITHIN_MS, CALL_MARGIN_MS, FAX_WITHIN_MS } from './inbound-limit.ts';
import { TooManyPages, type PageStore } from './page-store.ts';

export interface ReceptionOptions {
  readonly call: IncomingCall;
  readonly trunk: TrunkConfiguration;
  readonly fax: FaxIncoming['data'];
  /** Closed by the caller. */
  readonly socket: MediaSocket;
  /** The IP address that far ends reach us at. */
  readonly address: string;
  readonly tiffPath: string;
  readonly pages: PageStore;
  readonly timeFactor: number;
  readonly deps: Pick<InboundDependencies, 'terminals' | 'clock' | 'maxCallSeconds'>;
}

/** How the call ended: why it was no whole fax, if it was none, and what the machines said. */
export interface Received {
  readonly failure: AttemptFailure;
  readonly agreed: NegotiatedFact | undefined;
  readonly t30Code: number | undefined;
}

const MAX_STATION_ID_CHARS = 20;

const CAUSE_OF_TERMINAL: Readonly<Record<TerminalFailure['cause'], AttemptFailure['cause']>> = {
  crashed: 'media_crashed', hung: 'media_hung', silent: 'far_end_silent', call_too_long: 'call_too_long', start_failed: 'media_crashed', unrecorded: 'interrupted',
};

/** A call that came in and was let in: answer, answer tone, T.38, pages, good-bye. */
export class Reception {
  readonly #options: ReceptionOptions;
  readonly #description: LocalDescription;
  readonly #agreement: IncomingAgreement;
  readonly #cutShort: Promise<AttemptFailure>;
  #cut!: (failure: AttemptFailure) => void;
  #terminal: FaxTerminal | undefined;
  #terminalEnd: Promise<AttemptFailure | undefined> | undefined;
  #agreed: NegotiatedFact | undefined;
  #t30Code: number | undefined;
  #callEnd: CallEnd | undefined;

  constructor(options: ReceptionOptions) {
    const { call, socket, address, trunk, timeFactor, deps } = options;
    this.#options = options;
    this.#description = new LocalDescription({ address, sessionId: Date.now() });
    this.#cutShort = new Promise((resolve) => (this.#cut = resolve));
    this.#agreement = new IncomingAgreement({
      call, timeFactor, clock: deps.clock, description: this.#description, port: socket.port, own: ownT38(trunk, FULL_SETTINGS),
      onT38: (far) => this.#takeFax(far),
      onGivenUp: (status) => this.#cut(status === undefined
        ? failure('no_fax_signal', 'no T.38 from the caller')
        : failure('t38_refused', `T.38 refused: ${status}`, { sipStatus: status })),
    });
  }

  /** False where the caller offers nothing that we can take: to be refused with 488. */
  answer(): boolean {
    const { call, socket, trunk } = this.#options;
    const payloadTypes = payloadTypesOf(trunk);
    if (call.offer === undefined) {
      call.answer(this.#description.describe([audioMedia({ port: socket.port, payloadTypes })]));
      return true;
    }
    const parsed = parseSdp(call.offer);
    const local = { audio: { port: socket.port, payloadTypes }, t38: { port: socket.port, parameters: ownT38(trunk, FULL_SETTINGS) } };
    const answer = parsed.ok ? answerMedia(parsed.description, local) : undefined;
    if (!answer) return false;
    if (answer.remote.kind === 't38' ? !this.#agreement.agree(answer.remote) : !this.#openAudio(answer.remote)) return false;
    call.answer(this.#description.describe(answer.media));
    return true;
  }

  /** The caller left the offer to us: what it takes comes with its ACK. */
  #answered(sdp: string): void {
    if (this.#options.call.offer === undefined && !this.#openAudio(mediaOf(sdp))) this.#cut(failure('protocol_error', 'the caller answered without G.711 audio'));
  }

  /** Resolves when the call is over and its terminal has let go of the pages. */
  async run(): Promise<Received> {
    const { call, deps: { clock, maxCallSeconds }, timeFactor } = this.#options;
    call.listen({ onReoffer: (sdp, respond) => respond(this.#agreement.consider(sdp)), onAnswered: (sdp) => this.#answered(sdp), onEnded: (end) => (this.#callEnd ??= end) });
    // What came before the end of the call still counts, so the terminal reads on for a moment.
    if (!this.#terminalEnd) this.#agreement.start();
    const limitMs = (FAX_WITHIN_MS + maxCallSeconds * 1000) / timeFactor + CALL_MARGIN_MS;
    const cancelLimit: Cancel = clock.schedule(limitMs, () => this.#cut(failure('call_too_long', 'the call was cut off at its limit')));
    const cut = await Promise.race([this.#cutShort, call.ended.then(() => sleep(DRAIN_MS))]);
    cancelLimit();
    this.#agreement.stop();
    call.bye();
    this.#terminal?.terminate();
    const ended = this.#terminalEnd && (await within(TERMINAL_END_MS, this.#terminalEnd, () => failure('media_hung', 'the terminal did not end when told to')));
    return { failure: (cut || undefined) ?? ended ?? this.#unfinished(), agreed: this.#agreed, t30Code: this.#t30Code };
  }

  /** Hangs up at once. */
  giveUp(): void {
    this.#cut(failure('interrupted', 'given up by our side'));
  }

  #unfinished(): AttemptFailure {
    const how = this.#callEnd ? describeEnd(this.#callEnd) : 'the call ended';
    return this.#agreed ? failure('dropped_mid_page', `${how} before the last page`) : failure('call_dropped', `${how} before the fax began`);
  }

  /** False for an address that no datagram can be sent to, or none may. */
  #openAudio(far: FaxMedia): boolean {
    const { socket, timeFactor } = this.#options;
    if (far.kind !== 'audio' || !this.#expect(far)) return false;
    socket.openAudio({ codec: far.payloadTypes[0] === 8 ? 'PCMA' : 'PCMU', speed: timeFactor, signal: 'ced' });
    return true;
  }

  #expect(far: { readonly address: string; readonly port: number }): boolean {
    const { socket, trunk } = this.#options;
    if (!isMediaAddress(far.address, trunk.host)) return false;
    try {
      socket.expect(far);
      return true;
    } catch {
      return false;
    }
  }

  #takeFax(far: FarT38): boolean {
    const { socket, trunk } = this.#options;
    if (!this.#expect(far)) return false;
    if (this.#terminalEnd) return true;
    const channel = socket.switchToT38(udptlOptions(trunk, far));
    this.#terminalEnd = this.#openTerminal(far, channel);
    return true;
  }

  /** Resolves at the terminal's end: undefined where it had nothing to complain of. */
  #openTerminal(far: FarT38, channel: UdptlChannel): Promise<AttemptFailure | undefined> {
    const { deps: { terminals }, call } = this.#options;
    return new Promise((resolve) => {
      const end = (failed: AttemptFailure | undefined) => {
        resolve(failed);
        if (failed) this.#cut(failed);
        else this.#options.deps.clock.schedule(CALLER_BYE_WITHIN_MS, () => call.bye());
      };
      const opened = terminals.open(this.#terminalOptions(far), {
        onPacket: (ifp, copies) => channel.send(ifp, copies),
        onFact: (fact) => this.#record(fact),
        onResult: (result) => end(this.#failureOf(result)),
        onFailed: (failed) => end(this.#callEnd ? this.#unfinished() : failure(CAUSE_OF_TERMINAL[failed.cause], failed.detail)),
      });
      opened.then((terminal) => this.#begin(terminal, channel), (error: unknown) => {
        end(failure('media_crashed', error instanceof TerminalError ? `no fax terminal: ${error.message}` : 'no fax terminal'));
      });
    });
  }

  #begin(terminal: FaxTerminal, channel: UdptlChannel): void {
    this.#terminal = terminal;
    channel.attach(terminal);
    terminal.start();
    if (this.#callEnd) terminal.terminate();
  }

  async #record(fact: TerminalFact): Promise<void> {
    if (fact.type === 'negotiated') this.#agreed = fact;
    else if (this.#agreed) await this.#keep(fact, this.#agreed);
  }

  /** A page that is not on record is not confirmed: the rejection ends the call. */
  async #keep(fact: Extract<TerminalFact, { type: 'page' }>, agreed: NegotiatedFact): Promise<void> {
    try {
      await this.#options.pages.keep(fact, agreed);
    } catch (error) {
      const detail = error instanceof Error ? error.message : 'unknown';
      this.#cut(failure(error instanceof TooManyPages ? 'document_too_many_pages' : 'interrupted', `page ${fact.index + 1} could not be recorded: ${detail}`));
      throw error;
    }
  }

  #failureOf({ t30Code, documentConfirmed, ecm }: TerminalResult): AttemptFailure | undefined {
    this.#t30Code = t30Code;
    if (this.#callEnd && !documentConfirmed) return this.#unfinished();
    if (t30Code === 0 || documentConfirmed) return undefined;
    const cause = causeOfT30({ code: t30Code, negotiated: this.#agreed !== undefined, ecm: this.#agreed?.ecm ?? ecm });
    return failure(cause, `T.30 completion code ${t30Code}`, { t30Code });
  }

  #terminalOptions(far: FarT38): FaxTerminalOptions {
    const { trunk, fax, tiffPath, timeFactor, deps: { maxCallSeconds } } = this.#options;
    return {
      role: 'answer',
      receive: { tiffPath },
      stationId: fax.calledNumber.slice(0, MAX_STATION_ID_CHARS),
      maxBitRate: Math.max(Math.min(trunk.t38.maxBitRate, far.parameters.maxBitRate), 2_400),
      v17: true,
      ecm: trunk.t38.ecm,
      compressions: ['mmr', 'mr', 'mh'],
      resolutions: ['standard', 'fine', 'superfine'],
      speed: timeFactor,
      gate: true,
      maxCallSeconds,
      maxSilenceSeconds: MAX_SILENCE_SECONDS,
    };
  }
}

function mediaOf(sdp: string): FaxMedia {
  const parsed = parseSdp(sdp);
  return parsed.ok ? faxMediaOf(parsed.description) : { kind: 'none' };
}

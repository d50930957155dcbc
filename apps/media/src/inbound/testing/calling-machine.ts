import { LocalDescription, T38_DEFAULTS, answerMedia, audioMedia, parseSdp, t38Media, type CallEnd, type OutgoingCall, type SdpAnswer, type UserAgent } from '@faxwire/sip';
import type { FaxTerminal, FaxTerminalFactory, MediaSocket, TerminalResult } from '@faxwire/terminal';
import { REFUSED_OFFER, mediaOf, type FarT38 } from '../../call-media.ts';

const LOOPBACK = '127.0.0.1';
const INVITE_WITHIN_MS = 8_000;

export interface CallingMachineOptions {
  readonly agent: UserAgent;
  /** Where the house takes calls. */
  readonly port: number;
  readonly number: string;
  readonly caller: string;
  readonly socket: MediaSocket;
  readonly terminals: FaxTerminalFactory;
  readonly tiffPath: string;
  readonly speed: number;
  /** What its INVITE has to offer. */
  readonly offer: 'audio' | 't38' | 'none';
  readonly onPage?: ((confirmed: number) => void) | undefined;
}

/** What the caller knows of its call. */
export interface CallerOutcome {
  readonly end: CallEnd;
  readonly confirmed: number;
  readonly result: TerminalResult | undefined;
}

/** For specs: a fax machine that calls the house. It takes T.38 when it is asked, or offers it itself. */
export class CallingMachine {
  readonly call: OutgoingCall;
  readonly #options: CallingMachineOptions;
  readonly #description = new LocalDescription({ address: LOOPBACK, sessionId: 7 });
  readonly #result: Promise<TerminalResult | undefined>;
  #ended!: (result: TerminalResult | undefined) => void;
  #terminal: Promise<FaxTerminal> | undefined;
  #confirmed = 0;

  constructor(options: CallingMachineOptions) {
    const { agent, port, number, caller, offer } = options;
    this.#options = options;
    this.#result = new Promise((resolve) => (this.#ended = resolve));
    this.call = agent.invite({
      target: { user: number, host: LOOPBACK, port }, from: { user: caller, host: LOOPBACK }, inviteTimeoutMs: INVITE_WITHIN_MS, ringTimeoutMs: INVITE_WITHIN_MS,
      ...(offer === 'none' ? { answerOffer: (sdp: string) => this.#answer(sdp) } : { offer: this.#describe(offer) }),
      listener: { onAnswered: (sdp) => this.#answered(sdp), onReoffer: (sdp, respond) => respond(this.#consider(sdp)), onEnded: () => void this.#hangUp() },
    });
  }

  async run(): Promise<CallerOutcome> {
    const end = await this.call.ended;
    return { end, result: this.#terminal && (await this.#result), confirmed: this.#confirmed };
  }

  #describe(kind: 'audio' | 't38'): string {
    const { port } = this.#options.socket;
    return this.#description.describe([kind === 'audio' ? audioMedia({ port }) : t38Media({ port, parameters: T38_DEFAULTS })]);
  }

  #answer(sdp: string): string | undefined {
    this.#answered(sdp);
    return mediaOf(sdp).kind === 'audio' ? this.#describe('audio') : undefined;
  }

  #answered(sdp: string): void {
    const { socket, speed } = this.#options;
    const far = mediaOf(sdp);
    if (far.kind === 't38') return this.#send(far);
    if (far.kind !== 'audio') return;
    socket.expect(far);
    socket.openAudio({ codec: 'PCMU', speed, signal: 'cng' });
  }

  #consider(sdp: string): SdpAnswer {
    const parsed = parseSdp(sdp);
    const answer = parsed.ok ? answerMedia(parsed.description, { t38: { port: this.#options.socket.port, parameters: T38_DEFAULTS } }) : undefined;
    if (answer?.remote.kind !== 't38') return REFUSED_OFFER;
    this.#send(answer.remote);
    return { ok: true, sdp: this.#description.describe(answer.media) };
  }

  #send(far: FarT38): void {
    const { socket, terminals, tiffPath, caller, speed, onPage } = this.#options;
    socket.expect(far);
    if (this.#terminal) return;
    const channel = socket.switchToT38({ maxDatagramBytes: far.parameters.maxDatagram });
    this.#terminal = terminals.open(
      {
        role: 'originate', transmit: { tiffPath, firstPage: 0 }, stationId: caller, maxBitRate: 14_400, v17: true, ecm: true,
        compressions: ['mmr', 'mr', 'mh'], resolutions: ['standard', 'fine'], speed, gate: false, maxCallSeconds: 600, maxSilenceSeconds: 60,
      },
      {
        onPacket: (ifp, copies) => channel.send(ifp, copies),
        onFact: (fact) => { if (fact.type === 'page') onPage?.((this.#confirmed += 1)); },
        onResult: (result) => this.#end(result),
        onFailed: () => this.#end(undefined),
      },
    );
    void this.#terminal.then((terminal) => {
      channel.attach(terminal);
      terminal.start();
    });
  }

  #end(result: TerminalResult | undefined): void {
    this.#ended(result);
    this.call.bye();
  }

  async #hangUp(): Promise<void> {
    (await this.#terminal)?.terminate();
  }
}

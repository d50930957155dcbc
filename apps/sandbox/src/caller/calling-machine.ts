import {
  LocalDescription, T38_DEFAULTS, answerMedia, audioMedia, faxMediaOf, parseSdp,
  type CallEnd, type Clock, type FaxMedia, type OutgoingCall, type SdpAnswer, type UserAgent,
} from '@faxwire/sip';
import type {
  AudioTerminalFactory, FaxTerminal, FaxTerminalFactory, FaxTerminalListeners, FaxTerminalOptions, MediaSocket, TerminalFact, TerminalResult,
} from '@faxwire/terminal';
import { FAX_BEGINS_FLOOR_MS, FAX_BEGINS_WITHIN_MS, MAX_CALL_MS, MAX_CALL_SECONDS, MAX_SILENCE_SECONDS } from '../protocol-limit.ts';
import type { CallOutcome } from './placed-call.ts';

export interface CallingMachineOptions {
  readonly userAgent: UserAgent;
  /** Where the house takes calls. */
  readonly target: { readonly host: string; readonly port: number };
  readonly to: string;
  readonly caller: string;
  /** Closed by the caller of `run`. */
  readonly socket: MediaSocket;
  readonly terminals: FaxTerminalFactory & AudioTerminalFactory;
  readonly clock: Clock;
  readonly speed: number;
  readonly tiffPath: string;
  readonly pageCount: number;
  /** Hangs up once so many pages are confirmed. */
  readonly hangUpAfterPage: number | undefined;
  /** False where it refuses T.38 and sends by its modems. */
  readonly t38: boolean;
  readonly onPage: (pages: number) => void;
}

type FarT38 = Extract<FaxMedia, { kind: 't38' }>;
type Terminal = Pick<FaxTerminal, 'start' | 'terminate'>;
const REFUSED: SdpAnswer = { ok: false, status: 488, reason: 'Not Acceptable Here' };
/** Until somebody says anything, and while it rings, ms of ours: the house answers at once. */
const INVITE_TIMEOUT_MS = 10_000;
const RING_TIMEOUT_MS = 30_000;
/** A terminal that was told to end does so within 5 s. */
const TERMINAL_END_MS = 6_000;

/** A fax machine that dials: calling tone, T.38 as the far end wishes or its modems, pages, good-bye. */
export class CallingMachine {
  readonly call: OutgoingCall;
  readonly #options: CallingMachineOptions;
  readonly #description: LocalDescription;
  #terminal: Terminal | undefined;
  #result: Promise<TerminalResult | undefined> | undefined;
  #pages = 0;

  constructor(options: CallingMachineOptions) {
    const { userAgent, target, to, caller, socket } = options;
    this.#options = options;
    this.#description = new LocalDescription({ address: socket.host, sessionId: Date.now() });
    this.call = userAgent.invite({
      target: { user: to, ...target }, from: { user: caller, host: socket.host },
      offer: this.#description.describe([audioMedia({ port: socket.port, payloadTypes: [0, 8] })]),
      inviteTimeoutMs: INVITE_TIMEOUT_MS, ringTimeoutMs: RING_TIMEOUT_MS,
      listener: { onAnswered: (sdp) => this.#answered(sdp), onReoffer: (sdp, respond) => respond(this.#consider(sdp)) },
    });
  }

  /** Resolves when the call is over and its terminal has let go of the pages. */
  async run(): Promise<CallOutcome> {
    const { clock, speed } = this.#options;
    const noFax = clock.schedule(Math.max(FAX_BEGINS_WITHIN_MS / speed, FAX_BEGINS_FLOOR_MS), () => {
      if (!this.#result) this.call.bye();
    });
    const limit = clock.schedule(MAX_CALL_MS, () => this.call.bye());
    const end = await this.call.ended;
    noFax();
    limit();
    this.#terminal?.terminate();
    const result = this.#result && (await Promise.race([this.#result, new Promise<undefined>((resolve) => clock.schedule(TERMINAL_END_MS, () => resolve(undefined)))]));
    return { sent: result?.documentConfirmed ?? false, pages: this.#pages, ...(result && { t30Code: result.t30Code }), ...statusOf(end) };
  }

  #answered(sdp: string): void {
    const { socket, speed } = this.#options;
    const parsed = parseSdp(sdp);
    const far = parsed.ok ? faxMediaOf(parsed.description) : undefined;
    if (far?.kind !== 'audio') return this.call.bye();
    socket.expect(far);
    socket.openAudio({ codec: far.payloadTypes[0] === 8 ? 'PCMA' : 'PCMU', speed, signal: 'cng' });
    if (!this.#options.t38) this.#sendInAudio();
  }

  #consider(sdp: string): SdpAnswer {
    const { socket, t38 } = this.#options;
    const parsed = parseSdp(sdp);
    if (!t38) return REFUSED;
    const answer = parsed.ok ? answerMedia(parsed.description, { t38: { port: socket.port, parameters: T38_DEFAULTS } }) : undefined;
    if (answer?.remote.kind !== 't38') return REFUSED;
    this.#sendFax(answer.remote);
    return { ok: true, sdp: this.#description.describe(answer.media) };
  }

  #sendFax(far: FarT38): void {
    const { socket } = this.#options;
    socket.expect(far);
    if (this.#result) return;
    const channel = socket.switchToT38({ maxDatagramBytes: far.parameters.maxDatagram });
    this.#result = this.#openTerminal(async (listeners) => {
      const terminal = await this.#options.terminals.open(this.#terminalOptions(), { ...listeners, onPacket: (ifp, copies) => channel.send(ifp, copies) });
      channel.attach(terminal);
      return terminal;
    });
  }

  /** A machine of old: its modems, from its calling tone on. */
  #sendInAudio(): void {
    const { socket, terminals } = this.#options;
    const line = socket.giveAwayAudio();
    if (line) this.#result = this.#openTerminal((listeners) => terminals.openAudio(this.#terminalOptions(), line, listeners));
  }

  /** Undefined where the terminal was lost. */
  #openTerminal(open: (listeners: FaxTerminalListeners) => Promise<Terminal>): Promise<TerminalResult | undefined> {
    return new Promise((resolve) => {
      const end = (result: TerminalResult | undefined) => {
        resolve(result);
        this.call.bye();
      };
      const opened = open({ onPacket: () => undefined, onFact: (fact) => this.#heard(fact), onResult: end, onFailed: () => end(undefined) });
      opened.then((terminal) => {
        this.#terminal = terminal;
        terminal.start();
      }, () => end(undefined));
    });
  }

  #terminalOptions(): FaxTerminalOptions {
    const { tiffPath, pageCount, caller, speed } = this.#options;
    return {
      role: 'originate', transmit: { tiffPath, firstPage: 0, pageCount }, stationId: caller, maxBitRate: 14_400, v17: true, ecm: true,
      compressions: ['mmr', 'mr', 'mh'], resolutions: ['standard', 'fine', 'superfine'], speed, gate: false,
      maxCallSeconds: MAX_CALL_SECONDS, maxSilenceSeconds: MAX_SILENCE_SECONDS,
    };
  }

  #heard(fact: TerminalFact): void {
    if (fact.type !== 'page') return;
    this.#pages += 1;
    this.#options.onPage(this.#pages);
    if (this.#pages === this.#options.hangUpAfterPage) this.call.bye();
  }
}

function statusOf(end: CallEnd): { sipStatus?: number } {
  return end.kind === 'refused' ? { sipStatus: end.status } : {};
}

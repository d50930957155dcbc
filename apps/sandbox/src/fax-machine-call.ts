import {
  LocalDescription, T38_DEFAULTS, answerMedia, faxMediaOf, parseSdp, t38Media,
  type Cancel, type Clock, type FaxMedia, type IncomingCall, type SdpAnswer,
} from '@faxwire/sip';
import type {
  AudioTerminalFactory, FaxTerminal, FaxTerminalFactory, FaxTerminalListeners, FaxTerminalOptions, MediaSocket, TerminalFact, TerminalResult,
} from '@faxwire/terminal';
import type { FaxMachine } from './behaviour.ts';
import {
  CALLER_BYE_WITHIN_MS, FAX_BEGINS_FLOOR_MS, FAX_BEGINS_WITHIN_MS, MAX_CALL_MS, MAX_CALL_SECONDS, MAX_SILENCE_SECONDS, OFFER_AFTER_ANSWER_MS,
} from './protocol-limit.ts';

export interface FaxMachineCallOptions {
  readonly call: IncomingCall;
  /** Closed by the caller. */
  readonly socket: MediaSocket;
  readonly machine: FaxMachine;
  readonly speed: number;
  readonly terminals: FaxTerminalFactory & AudioTerminalFactory;
  readonly clock: Clock;
  /** Where the pages go. */
  readonly tiffPath: string;
  readonly onPage: () => void;
}

type FarT38 = Extract<FaxMedia, { kind: 't38' }>;
type Terminal = Pick<FaxTerminal, 'start' | 'terminate'>;
type TerminalEnd = Pick<TerminalResult, 't30Code'> | undefined;

const REFUSED: SdpAnswer = { ok: false, status: 488, reason: 'Not Acceptable Here' };
const OWN_T38 = T38_DEFAULTS;

/** A fax machine that picked up: answer tone, T.38 by its wish or the caller's, pages, good-bye. */
export class FaxMachineCall {
  readonly #options: FaxMachineCallOptions;
  readonly #description: LocalDescription;
  readonly #timers: Cancel[] = [];
  #terminalEnd: Promise<TerminalEnd> | undefined;
  #terminate: () => void = () => undefined;
  #isOver = false;

  constructor(options: FaxMachineCallOptions) {
    this.#options = options;
    this.#description = new LocalDescription({ address: options.socket.host, sessionId: Date.now() });
  }

  /** Resolves when the call is over and its terminal has let go of the pages. @returns the T.30 completion code, where there is one */
  async run(): Promise<number | undefined> {
    const { call, speed } = this.#options;
    if (!this.#answer()) call.refuse(488);
    else if (this.#options.machine.audio) this.#hearFax();
    call.listen({ onReoffer: (sdp, respond) => respond(this.#consider(sdp)) });
    if (this.#options.machine.t38 === 'offers') this.#after(OFFER_AFTER_ANSWER_MS / speed, () => void this.#offer());
    this.#after(Math.max(FAX_BEGINS_WITHIN_MS / speed, FAX_BEGINS_FLOOR_MS), () => {
      if (!this.#terminalEnd) call.bye();
    });
    this.#after(MAX_CALL_MS, () => call.bye());
    await call.ended;
    this.#isOver = true;
    for (const cancel of this.#timers) cancel();
    this.#terminate();
    return (await this.#terminalEnd)?.t30Code;
  }

  #after(delayMs: number, run: () => void): void {
    if (!this.#isOver) this.#timers.push(this.#options.clock.schedule(delayMs, run));
  }

  #answer(): boolean {
    const { call, socket, speed, machine } = this.#options;
    const parsed = parseSdp(call.offer ?? '');
    const answer = parsed.ok ? answerMedia(parsed.description, { audio: { port: socket.port } }) : undefined;
    if (answer?.remote.kind !== 'audio') return false;
    socket.expect(answer.remote);
    socket.openAudio({ codec: answer.remote.payloadTypes[0] === 8 ? 'PCMA' : 'PCMU', speed, signal: machine.audio ? 'silence' : 'ced' });
    call.answer(this.#description.describe(answer.media));
    return true;
  }

  #consider(sdp: string): SdpAnswer {
    const { machine, socket } = this.#options;
    const parsed = parseSdp(sdp);
    if (machine.t38 === 'refuses' || !parsed.ok) return REFUSED;
    const answer = answerMedia(parsed.description, { t38: { port: socket.port, parameters: OWN_T38 } });
    if (answer?.remote.kind !== 't38') return REFUSED;
    this.#receiveFax(answer.remote);
    return { ok: true, sdp: this.#description.describe(answer.media) };
  }

  async #offer(): Promise<void> {
    const { call, socket } = this.#options;
    if (this.#terminalEnd) return;
    const answer = await call.reinvite(this.#description.describe([t38Media({ port: socket.port, parameters: OWN_T38 })]));
    const parsed = answer.ok ? parseSdp(answer.sdp) : undefined;
    const far = parsed?.ok ? faxMediaOf(parsed.description) : undefined;
    if (far?.kind === 't38') this.#receiveFax(far);
  }

  #receiveFax(far: FarT38): void {
    const { socket } = this.#options;
    socket.expect(far);
    if (this.#terminalEnd || this.#isOver) return;
    const channel = socket.switchToT38({ maxDatagramBytes: far.parameters.maxDatagram });
    const { terminals } = this.#options;
    this.#receiveOn(async (listeners) => {
      const terminal = await terminals.open(this.#terminalOptions(), { ...listeners, onPacket: (ifp, copies) => channel.send(ifp, copies) });
      channel.attach(terminal);
      return terminal;
    });
  }

  /** A machine of old: its modems, from its answer tone on. */
  #hearFax(): void {
    const { socket, terminals } = this.#options;
    const line = socket.giveAwayAudio();
    if (line) this.#receiveOn((listeners) => terminals.openAudio(this.#terminalOptions(), line, listeners));
  }

  #receiveOn(open: (listeners: FaxTerminalListeners) => Promise<Terminal>): void {
    this.#terminalEnd = this.#openTerminal(open).then((end) => {
      this.#after(CALLER_BYE_WITHIN_MS, () => this.#options.call.bye());
      return end;
    });
  }

  /** Resolves at the terminal's end; with nothing where it was lost. */
  #openTerminal(open: (listeners: FaxTerminalListeners) => Promise<Terminal>): Promise<TerminalEnd> {
    const { call, onPage } = this.#options;
    return new Promise((resolve) => {
      const opened = open({
        onPacket: () => undefined,
        onFact: ({ type }: TerminalFact) => { if (type === 'page') onPage(); },
        onHangUp: () => call.bye(),
        onResult: resolve,
        onFailed: () => resolve(undefined),
      });
      opened.then((terminal) => {
        this.#terminate = () => terminal.terminate();
        terminal.start();
        if (this.#isOver) terminal.terminate();
      }, () => {
        resolve(undefined);
        call.bye();
      });
    });
  }

  #terminalOptions(): FaxTerminalOptions {
    const { tiffPath, machine, speed, call } = this.#options;
    return {
      role: 'answer',
      receive: { tiffPath },
      stationId: stationIdOf(call.calledUser),
      maxBitRate: 14_400,
      v17: true,
      ecm: true,
      compressions: ['mmr', 'mr', 'mh'],
      resolutions: ['standard', 'fine', 'superfine'],
      speed,
      gate: false,
      maxCallSeconds: MAX_CALL_SECONDS,
      maxSilenceSeconds: MAX_SILENCE_SECONDS,
      impairments: machine.impairments,
    };
  }
}

const MAX_STATION_ID_LENGTH = 20;

function stationIdOf(number: string | undefined): string {
  return (number ?? '').slice(0, MAX_STATION_ID_LENGTH);
}

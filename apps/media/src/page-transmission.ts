import type { LineFact, TransmitOrder } from '@faxwire/contracts';
import { causeOfT30, type AttemptFailure, type Negotiation } from '@faxwire/fax';
import type { CallEnd } from '@faxwire/sip';
import { decodeIfp } from '@faxwire/t38';
import type {
  AudioLine, AudioTerminal, AudioTerminalFactory, FaxTerminal, FaxTerminalFactory, FaxTerminalListeners, FaxTerminalOptions,
  NegotiatedFact, PageFact, TerminalFact, TerminalResult, TraceEntry,
} from '@faxwire/terminal';
import { describeEnd, failure } from './call-failure.ts';
import type { CallFigures } from './call-figures.ts';
import type { ConfirmedPages } from './confirmed-pages.ts';
import { isUncertain } from './line-result.ts';
import { DRAIN_MS, TERMINAL_END_MS } from './protocol-limit.ts';
import { TERMINAL_STUCK, failureInAudio, failureOfOpening, failureOfTerminal } from './terminal-failure.ts';
import { within } from './time-limit.ts';
import { TransmissionWatch, type PageProgress } from './transmission-watch.ts';

export interface PageTransmissionOptions {
  readonly order: TransmitOrder;
  readonly pages: ConfirmedPages;
  readonly report: (fact: LineFact) => Promise<void>;
  readonly failPoint: (name: 'mid_page' | 'after_last_mcf') => void | Promise<void>;
  /** Nothing to do in audio: the terminal sends by itself. */
  readonly sendPacket?: (ifp: Uint8Array, copies: number) => void;
  /** What the far end did before, where that explains why nothing was heard of it. */
  readonly refusal?: AttemptFailure;
  readonly figures?: Pick<CallFigures, 'audio' | 'line'>;
  /** Told in audio of every frame: in T.38 the packets show them. */
  readonly onTrace?: (entry: TraceEntry) => void;
}

/** A terminal of either kind, as far as its end is concerned. */
type Ending = Pick<FaxTerminal, 'terminate'>;

/** The T.30 part of an attempt: from T.38 agreed, or audio decided upon, to the terminal's end. */
export class PageTransmission {
  readonly #options: PageTransmissionOptions;
  readonly #watch: TransmissionWatch;
  readonly #ended: Promise<AttemptFailure | undefined>;
  #end!: (failure: AttemptFailure | undefined) => void;
  #terminal: Ending | undefined;
  #transport: 't38' | 'g711' = 't38';
  #negotiation: Negotiation | undefined;
  #callEnd: CallEnd | undefined;
  #progressAtEnd: PageProgress | undefined;
  #isStopped = false;
  #hasCommanded = false;

  constructor(options: PageTransmissionOptions) {
    this.#options = options;
    this.#watch = new TransmissionWatch(() => void options.failPoint('mid_page'));
    this.#ended = new Promise((resolve) => (this.#end = resolve));
  }

  /** Undefined where there is no terminal to be had, or the call is over already: `ended` says why. */
  open(terminals: FaxTerminalFactory, options: FaxTerminalOptions): Promise<FaxTerminal | undefined> {
    return this.#open((listeners) => terminals.open(options, listeners));
  }

  /** As `open`, where the call stays audio. */
  openAudio(terminals: AudioTerminalFactory, options: FaxTerminalOptions, line: AudioLine): Promise<AudioTerminal | undefined> {
    this.#transport = 'g711';
    const { onTrace } = this.#options;
    return this.#open((listeners) => terminals.openAudio(options, line, { ...listeners, ...(onTrace && { onTrace }) }));
  }

  async #open<Terminal extends Ending>(open: (listeners: FaxTerminalListeners) => Promise<Terminal>): Promise<Terminal | undefined> {
    try {
      const terminal = await open({
        onPacket: (ifp, copies) => this.#send(ifp, copies),
        onProgress: (progress) => this.#watch.told(progress),
        onAudio: (counters) => this.#options.figures?.audio(counters),
        onFigures: (figures) => this.#options.figures?.line(figures),
        onFact: (fact) => this.#record(fact),
        onResult: (result) => this.#end(this.#failureOf(result)),
        onFailed: (failed) => this.#end(this.#failureOfLost(failureOfTerminal(failed))),
      });
      this.#terminal = terminal;
      if (!this.#callEnd && !this.#isStopped) return terminal;
      terminal.terminate();
    } catch (error) {
      this.#end(failureOfOpening(error));
    }
    return undefined;
  }

  /** Resolves when the terminal has ended: undefined where it had nothing to complain of. */
  get ended(): Promise<AttemptFailure | undefined> {
    return this.#ended;
  }

  /** As `ended`, of a terminal that was told to end: what it had heard until then comes before its end. */
  settled(): Promise<AttemptFailure | undefined> {
    return within(TERMINAL_END_MS, this.#ended, () => TERMINAL_STUCK);
  }

  /** The call is over. What came before its end still counts, so the terminal reads on for a moment. */
  callEnded(end: CallEnd): void {
    if (this.#callEnd) return;
    this.#callEnd = end;
    this.#progressAtEnd = this.#watch.progress;
    setTimeout(() => this.#terminal?.terminate(), DRAIN_MS);
  }

  /** The page on the line may be out as a whole: the far end may have confirmed it by now, unheard. */
  get awaitsConfirmation(): boolean {
    return this.#watch.mayBeWhole;
  }

  /** The first command of training went out: a fax machine was heard and understood. In audio only the terminal knows, and has a timer for it (T1). */
  get hasBegunTraining(): boolean {
    return this.#hasCommanded || this.#negotiation !== undefined || this.#transport === 'g711';
  }

  stop(): void {
    this.#isStopped = true;
    this.#terminal?.terminate();
  }

  #send(ifp: Uint8Array, copies: number): void {
    this.#options.sendPacket?.(ifp, copies);
    if (this.#negotiation) this.#watch.sent(ifp);
    this.#hasCommanded ||= isCommand(ifp);
  }

  async #record(fact: TerminalFact): Promise<void> {
    if (fact.type === 'negotiated') await this.#negotiated(fact);
    else await this.#pageConfirmed(fact);
  }

  /** Told again only when a new training changed something: a far end can train as often as it likes. */
  async #negotiated(fact: NegotiatedFact): Promise<void> {
    const negotiation: Negotiation = { ...negotiationOf(fact), ...(this.#transport === 'g711' && { transport: 'g711' }) };
    if (JSON.stringify(negotiation) === JSON.stringify(this.#negotiation)) return;
    this.#negotiation = negotiation;
    await this.#options.report({ type: 'negotiated', negotiation });
  }

  async #pageConfirmed(fact: PageFact): Promise<void> {
    const { pages, failPoint, report } = this.#options;
    const page = fact.index;
    if (!pages.expects(page)) return;
    pages.confirm(page);
    this.#watch.pageConfirmed();
    if (this.#callEnd) this.#progressAtEnd = 'not begun';
    if (pages.isLast(page)) await failPoint('after_last_mcf');
    await report({ type: 'page', page: { page, bitRate: fact.bitRate, badRows: fact.badRows, bytes: fact.bytes } });
  }

  #failureOf({ t30Code, documentConfirmed, ecm }: TerminalResult): AttemptFailure | undefined {
    if (this.#callEnd) return this.#explained(this.#dropped(this.#callEnd));
    if (t30Code === 0 && documentConfirmed) return undefined;
    const cause = causeOfT30({ code: t30Code, negotiated: this.#negotiation !== undefined, ecm: this.#negotiation?.ecm ?? ecm });
    return this.#explained(failure(cause, `T.30 completion code ${t30Code} ${this.#place()}`, { t30Code }));
  }

  /** The end of the call explains a terminal that gives up, but not one that was lost with what it had heard. */
  #failureOfLost(failed: AttemptFailure): AttemptFailure {
    if (this.#callEnd && !isUncertain(failed)) return this.#explained(this.#dropped(this.#callEnd));
    return this.#explained(failed);
  }

  #explained(failed: AttemptFailure): AttemptFailure {
    if (this.#transport === 't38' || this.#negotiation !== undefined) return failed;
    return failureInAudio(failed, this.#options.refusal);
  }

  #dropped(end: CallEnd): AttemptFailure {
    return failure(this.#negotiation ? 'dropped_mid_page' : 'call_dropped', `${describeEnd(end)} ${this.#place()}`);
  }

  /** How far it had come, for a reader of the log. Pages count from 1 there. */
  #place(): string {
    if (!this.#negotiation) return 'before the transmission began';
    const page = this.#options.pages.next;
    if (page === undefined) return 'after the last confirmation';
    const name = this.#options.pages.isLast(page) ? 'the last page' : `page ${page + 1}`;
    switch (this.#progressAtEnd ?? this.#watch.progress) {
      case 'not begun':
        return `before ${name}`;
      case 'under way':
        return `in ${name}`;
      case 'transmitted':
        return `after ${name}, before its confirmation`;
    }
  }
}

/** HDLC frames on V.21 from the calling machine answer those of the called one: the first of them is DCS (T.30 5.3.6.1). */
function isCommand(ifp: Uint8Array): boolean {
  const decoded = decodeIfp(ifp);
  return decoded.ok && decoded.ifp.kind === 'data' && decoded.ifp.dataType === 'v21';
}

function negotiationOf({ bitRate, ecm, compression, resolution, remoteStationId }: NegotiatedFact): Negotiation {
  return {
    bitRate,
    ecm,
    compression: compression.toUpperCase(),
    resolution: `${resolution.x}x${resolution.y}`,
    ...(remoteStationId !== undefined && { remoteStationId }),
  };
}

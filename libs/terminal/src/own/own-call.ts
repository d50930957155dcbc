import type { PageReceivedFact, T30Fact } from '@faxwire/t30';
import type { FaxEngine, TerminalOutput } from '@faxwire/t38';
import { T38Terminal } from '@faxwire/t38';
import type { FaxTerminalOptions, PageFact, TerminalFact, TerminalFailureCause, TraceEntry } from '../fax-terminal.ts';
import { LineTally } from '../line-figures.ts';
import type { ChildMessage, ChildPacket } from '../spandsp/child-message.ts';
import { CallClock } from './call-clock.ts';
import { CallJournal } from './call-journal.ts';
import type { PageStore } from './pages/page-store.ts';
import { traceOf } from './trace-entry.ts';

/** Packets held while a fact is recorded: ten protocol seconds of a fast image; later ones count as lost on the way. */
const MAX_HELD_PACKETS = 512;
/** The answer tone is three seconds of nothing to send: not a line gone quiet. */
const OPENING_MS = 5000;
/** Every page is confirmed and the sender left without DCN: the fax is received, and three repeats of MCF have had their time. */
const GOOD_BYE_WITHIN_MS = 20_000;
/** Watchdogs are looked at this often while nothing else is due. */
const LONGEST_REST_MS = 500;
/** ... and a clock that may change its pace, this often. */
const LONGEST_FAST_REST_MS = 25;

/** Completion code of a call that was ended from outside. */
const CALL_DROPPED = 49;
/** ... and of a receiver that was not ready in time. */
const T5_EXPIRED = 22;

export interface OwnCallParts {
  readonly engine: FaxEngine<T30Fact>;
  readonly options: FaxTerminalOptions;
  /** Where a receiver puts its pages; throws when the disk does not take one. */
  readonly pages?: PageStore;
  readonly traces?: boolean;
  readonly tell: (message: ChildMessage) => void;
  /** It goes on by itself after standing still for its page: what it told is to be sent, and its next time asked for. */
  readonly onResumed?: () => void;
}

/** One call on our own engine: drives it by the clock, stops it for each fact, watches over its end. As ChildCall, without SpanDSP. */
export class OwnCall {
  readonly #terminal: T38Terminal<T30Fact>;
  readonly #clock: CallClock;
  readonly #journal = new CallJournal();
  readonly #tally = new LineTally();
  #started = false;
  #ended = false;
  /** Facts that are told and not recorded, the oldest first. */
  #outstanding: ('fact' | 'page')[] = [];
  /** What the protocol stands still for. */
  #halts = 0;
  /** Pages that their sender waits for. */
  #unstored = 0;
  #wallMs = 0;
  #lastHeardMs = 0;
  /** The last packet in either direction. */
  #lastActiveMs = 0;
  #happened: TerminalOutput<T30Fact>[] = [];
  #incoming: { readonly ifp: Uint8Array; readonly sequence: number }[] = [];
  #outgoing: ChildPacket[] = [];

  constructor(private readonly parts: OwnCallParts) {
    this.#terminal = new T38Terminal(parts.engine, { version: parts.options.t38Version ?? 0, localTcf: parts.options.localTcf ?? false });
    this.#clock = new CallClock(parts.options.speed);
  }

  get isEnded(): boolean {
    return this.#ended;
  }

  /** Goes to rest: returns the wall time at which to call `tick` next; undefined while only input or the record of a fact can change anything. */
  rest(): number | undefined {
    if (!this.#started || !this.#running) return undefined;
    const dueMs = this.#terminal.nextDueMs ?? Infinity;
    const most = this.parts.options.speed > 1 ? LONGEST_FAST_REST_MS : LONGEST_REST_MS;
    const restMs = Math.min(most, this.#clock.wallMsUntil(dueMs, this.#quietMs));
    this.#clock.rest(restMs);
    return this.#wallMs + restMs;
  }

  start(): void {
    this.#started = true;
    this.#follow(this.#terminal.start(0));
  }

  /** Everything that is due by now. */
  tick(nowMs: number): void {
    if (!this.#started || this.#ended) return;
    this.#wallMs = nowMs;
    if (this.#halts > 0) return this.#clock.pause();
    const protocolMs = this.#clock.moveTo(nowMs, this.#quietMs);
    while (this.#running) {
      const happened = this.#terminal.advance(protocolMs);
      if (happened.length === 0) break;
      this.#follow(happened);
    }
    this.#flush();
    this.#watch();
  }

  /** No timer of the protocol runs until the next tick. */
  pause(): void {
    this.#clock.pause();
  }

  receive(ifp: Uint8Array, sequence: number): void {
    if (this.#ended) return;
    if (this.#incoming.length < MAX_HELD_PACKETS) this.#incoming.push({ ifp, sequence });
    this.#drain();
    this.#flush();
  }

  /** The owner has stored the oldest unrecorded fact. */
  recorded(): void {
    const kind = this.#outstanding.shift();
    if (kind === 'page') this.#kept();
    else if (kind === 'fact') this.#halts -= 1;
    this.#drain();
    this.#flush();
  }

  /** Ends it whatever it is waiting for; what was confirmed is in the result. */
  terminate(): void {
    if (this.#ended) return;
    this.#halts = 0;
    this.#outstanding = [];
    this.#incoming = [];
    this.#follow(this.#terminal.terminate(this.#clock.protocolMs));
    if (!this.#ended) this.#end(CALL_DROPPED);
  }

  get #running(): boolean {
    return !this.#ended && this.#halts === 0;
  }

  get #quietMs(): number {
    return this.#clock.protocolMs < OPENING_MS ? 0 : this.#clock.protocolMs - this.#lastActiveMs;
  }

  /** Only DCN is left to send: a confirmation repeated meanwhile answers nothing. */
  get #saysGoodBye(): boolean {
    return this.parts.options.transmit !== undefined && this.#journal.documentConfirmed;
  }

  #drain(): void {
    this.#perform();
    while (this.#started && this.#running) {
      const packet = this.#incoming.shift();
      if (packet === undefined) return;
      this.#lastHeardMs = this.#clock.protocolMs;
      this.#lastActiveMs = this.#clock.protocolMs;
      if (!this.#saysGoodBye) this.#follow(this.#terminal.receive(packet.ifp, packet.sequence, this.#clock.protocolMs));
    }
  }

  #follow(happened: readonly TerminalOutput<T30Fact>[]): void {
    if (happened.length === 0) return;
    this.#happened.push(...happened);
    this.#perform();
  }

  /** Nothing overtakes a fact that is not recorded yet. */
  #perform(): void {
    while (this.#running) {
      const output = this.#happened.shift();
      if (output === undefined) return;
      if (output.type === 'packet') this.#send(output);
      else if (output.type === 'fact') this.#fact(output.fact);
      else this.#end(output.code);
    }
  }

  #send({ ifp, copies, dueMs }: Extract<TerminalOutput<T30Fact>, { type: 'packet' }>): void {
    const lateMs = (this.#clock.protocolMs - dueMs) / this.parts.options.speed;
    this.#outgoing.push({ ifp, copies, dueMs: this.#wallMs - lateMs });
  }

  #fact(fact: T30Fact): void {
    if (this.parts.traces) this.#trace(traceOf(fact, this.#clock.protocolMs));
    switch (fact.type) {
      case 'frame-sent':
        return this.#tally.frame(fact.octets);
      case 'frame-received':
        return fact.intact ? this.#tally.frame(fact.octets) : undefined;
      case 'identified':
        return this.#journal.identified(fact);
      case 'negotiated':
        return this.#tellFact(this.#journal.negotiated(fact));
      case 'page-sent':
        return this.#tellFact(this.#journal.page(fact));
      case 'page-received':
        return this.#store(fact);
      default:
    }
  }

  /** With error correction the sender is told to wait for its page; without, the protocol stands still for it. */
  #store(fact: PageReceivedFact): void {
    if (fact.ecm) this.#wait(1);
    const tell = (path?: string): void => this.#tellPage(this.#journal.page(fact, path), fact.ecm);
    const fail = (error: unknown): void => this.#giveUp('unrecorded', `the page could not be stored: ${error instanceof Error ? error.message : String(error)}`);
    try {
      const stored = this.parts.pages?.add(fact.page);
      if (!(stored instanceof Promise)) return tell(stored);
      if (!fact.ecm) this.#halts += 1;
      void stored.then((path) => this.#stored(fact, () => tell(path)), (error: unknown) => this.#stored(fact, () => fail(error)));
    } catch (error) {
      fail(error);
    }
  }

  #stored({ ecm }: PageReceivedFact, tell: () => void): void {
    if (this.#ended) return;
    if (!ecm) this.#halts -= 1;
    tell();
    this.#drain();
    this.#flush();
    this.parts.onResumed?.();
  }

  #tellPage(fact: PageFact, isAwaited: boolean): void {
    this.#flush();
    if (this.parts.options.gate) this.#owe(isAwaited ? 'page' : 'fact');
    this.parts.tell({ type: 'fact', fact });
    if (isAwaited && !this.parts.options.gate) this.#kept();
  }

  /** A page is on record: its sender may know. */
  #kept(): void {
    this.#wait(-1);
    this.#follow(this.#terminal.stored(this.#clock.protocolMs));
  }

  #wait(pages: 1 | -1): void {
    this.#unstored += pages;
    this.#clock.isHeld = this.#unstored > 0;
  }

  #owe(kind: 'fact' | 'page'): void {
    this.#outstanding.push(kind);
    if (kind === 'fact') this.#halts += 1;
  }

  #trace(entry: TraceEntry | undefined): void {
    if (entry) this.parts.tell({ type: 'trace', entry });
  }

  #tellFact(fact: TerminalFact | undefined): void {
    if (fact === undefined) return;
    this.#flush();
    if (this.parts.options.gate) this.#owe('fact');
    this.parts.tell({ type: 'fact', fact });
  }

  #flush(): void {
    if (this.#outgoing.length === 0) return;
    this.#lastActiveMs = this.#clock.protocolMs;
    this.parts.tell({ type: 'packets', packets: this.#outgoing });
    this.#outgoing = [];
  }

  #end(code: number): void {
    this.#flush();
    if (this.#unstored > 0 && code === T5_EXPIRED) return this.#giveUp('unrecorded', 'a page was not stored before T5');
    this.#leave();
    this.parts.tell({ type: 'result', result: this.#journal.result(code, this.#clock.protocolMs / 1000) });
  }

  #watch(): void {
    if (this.#ended) return;
    const protocolMs = this.#clock.protocolMs;
    const { maxCallSeconds, maxSilenceSeconds, transmit } = this.parts.options;
    if (protocolMs > maxCallSeconds * 1000) return this.#giveUp('call_too_long', `no end after ${protocolMs / 1000} protocol seconds`);
    const silentMs = protocolMs - this.#lastHeardMs;
    if (transmit !== undefined) return;
    if (this.#journal.documentConfirmed && silentMs > GOOD_BYE_WITHIN_MS) return this.terminate();
    if (silentMs > maxSilenceSeconds * 1000) this.#giveUp('silent', `nothing heard for ${silentMs / 1000} protocol seconds`);
  }

  #giveUp(cause: TerminalFailureCause, detail: string): void {
    if (this.#ended) return;
    this.#leave();
    this.parts.tell({ type: 'gave-up', cause, detail });
  }

  #leave(): void {
    this.#ended = true;
    this.parts.tell({ type: 'figures', figures: this.#tally.figures });
    // Its pages are written; a descriptor that cannot be closed is not news of the call.
    void this.parts.pages?.close?.().catch(() => undefined);
  }
}


import type { FaxTerminalOptions, TerminalFact } from '../fax-terminal.ts';
import { CallJournal } from './call-journal.ts';
import type { ChildMessage, ChildPacket } from './child-message.ts';
import type { SpanDspEngine } from './engine.ts';
import { STEP_MS } from './engine.ts';
import type { EngineEvent } from './engine-event.ts';
import { ImpairmentFilter } from './impairment.ts';
import { ProtocolClock } from './protocol-clock.ts';

/** Packets held while a fact is recorded: ten protocol seconds of a fast image; later ones count as lost on the way. */
const MAX_HELD_PACKETS = 512;

/** A line that drops after a signal drops when the signal has arrived: in protocol time, and in wall time for fast sandboxes. */
const HANG_UP_AFTER_MS = 1000;
const HANG_UP_AFTER_WALL_MS = 100;

/** The answer tone is three seconds of nothing to send: not a line gone quiet. */
const OPENING_MS = 5000;

/** Every page is confirmed and the sender left without DCN: the fax is received, and three repeats of MCF have had their time. */
const GOOD_BYE_WITHIN_SECONDS = 20;

interface IncomingPacket {
  readonly ifp: Uint8Array;
  readonly sequence: number;
}

/** One call: drives the engine by the clock, stops it for each fact, watches over its end. */
export class ChildCall {
  readonly #clock: ProtocolClock;
  readonly #journal: CallJournal;
  readonly #impairment: ImpairmentFilter;
  #started = false;
  #ended = false;
  #hangUpAtMs: number | undefined;
  #unrecorded = 0;
  #protocolMs = 0;
  #lastHeardMs = 0;
  /** The last packet in either direction. */
  #lastActiveMs = 0;
  #events: EngineEvent[] = [];
  #incoming: IncomingPacket[] = [];
  #outgoing: ChildPacket[] = [];

  constructor(
    private readonly engine: SpanDspEngine,
    private readonly options: FaxTerminalOptions,
    private readonly tell: (message: ChildMessage) => void,
  ) {
    this.#clock = new ProtocolClock(options.speed);
    this.#journal = new CallJournal(options.transmit !== undefined, options.transmit?.firstPage ?? 0, () => ({
      remoteStationId: engine.remoteStationId,
      remoteCountry: engine.remoteCountry,
      remoteVendor: engine.remoteVendor,
    }));
    this.#impairment = new ImpairmentFilter(options.impairments ?? {});
  }

  start(): void {
    this.#started = true;
  }

  /** Makes the steps that are due; to be called every few milliseconds. */
  tick(nowMs: number): void {
    if (!this.#started || this.#ended) return;
    if (this.#unrecorded > 0) return this.#clock.pause();
    const quietMs = this.#protocolMs < OPENING_MS ? 0 : this.#protocolMs - this.#lastActiveMs;
    for (let steps = this.#clock.due(nowMs, quietMs); steps > 0 && this.#running; steps -= 1) this.#step();
    this.#flush();
    if (this.#impairment.hangsUp) this.#hangUp();
    this.#watch();
  }

  /** No timer of the protocol runs until the next tick. */
  pause(): void {
    this.#clock.pause();
  }

  receive(ifp: Uint8Array, sequence: number): void {
    if (this.#ended || !this.#impairment.works) return;
    if (this.#incoming.length < MAX_HELD_PACKETS) this.#incoming.push({ ifp, sequence });
    this.#drain();
    this.#flush();
  }

  /** The owner has stored the oldest unrecorded fact. */
  recorded(): void {
    if (this.#unrecorded > 0) this.#unrecorded -= 1;
    this.#drain();
    this.#flush();
  }

  /** Ends it whatever it is waiting for; what was confirmed is in the result. */
  terminate(): void {
    if (this.#ended) return;
    this.#unrecorded = 0;
    this.#incoming = [];
    this.#take(this.engine.terminate());
    for (const event of this.#events) this.#close(event);
  }

  get #running(): boolean {
    return !this.#ended && this.#unrecorded === 0;
  }

  /** Only DCN is left to send: a confirmation repeated meanwhile would be taken for an unexpected answer. */
  get #saysGoodBye(): boolean {
    return this.options.transmit !== undefined && this.#journal.documentConfirmed;
  }

  #step(): void {
    this.#protocolMs += STEP_MS;
    if (this.#impairment.works) this.#take(this.engine.step());
    this.#drain();
  }

  /** Events first, packets after: nothing overtakes a fact that is not recorded yet. */
  #drain(): void {
    this.#perform();
    while (this.#running && this.#impairment.works) {
      const packet = this.#incoming.shift();
      if (packet === undefined) return;
      this.#lastHeardMs = this.#protocolMs;
      this.#lastActiveMs = this.#protocolMs;
      if (this.#saysGoodBye) continue;
      this.#take(this.engine.receive(this.#impairment.incoming(packet.ifp), packet.sequence));
      this.#perform();
    }
  }

  #take(events: readonly EngineEvent[]): void {
    this.#events.push(...events);
  }

  #perform(): void {
    while (this.#running && this.#events.length > 0) {
      const event = this.#events.shift();
      if (event) this.#happen(event);
    }
  }

  #happen(event: EngineEvent): void {
    if (!this.#impairment.works) return;
    this.#impairment.observe(event);
    if (event.type === 'packet') this.#outgoing.push({ ifp: event.ifp, copies: event.copies });
    if (!this.#impairment.works) return;
    const fact = this.#journal.read(event);
    if (fact?.type === 'page') this.#impairment.pageConfirmed();
    if (fact) this.#tellFact(fact);
    this.#close(event);
  }

  #tellFact(fact: TerminalFact): void {
    this.#flush();
    if (this.options.gate) this.#unrecorded += 1;
    this.tell({ type: 'fact', fact });
  }

  #hangUp(): void {
    this.#hangUpAtMs ??= this.#protocolMs + Math.max(HANG_UP_AFTER_MS, HANG_UP_AFTER_WALL_MS * this.options.speed);
    if (this.#protocolMs < this.#hangUpAtMs) return;
    this.#hangUpAtMs = Infinity;
    this.tell({ type: 'hang-up' });
  }

  #close(event: EngineEvent): void {
    if (event.type !== 'ended' || this.#ended) return;
    this.#ended = true;
    this.#flush();
    const { bitRate, ecm, ecmRetries } = event.statistics;
    const remoteStationId = this.engine.remoteStationId;
    this.engine.free();
    const { pagesConfirmed, documentConfirmed } = this.#journal;
    const ending = { t30Code: event.code, pagesConfirmed, documentConfirmed, bitRate, ecm, ecmRetries };
    const protocolSeconds = this.#protocolMs / 1000;
    this.tell({ type: 'figures', figures: this.#journal.figures });
    this.tell({ type: 'result', result: { ...ending, protocolSeconds, ...(remoteStationId === undefined ? {} : { remoteStationId }) } });
  }

  #flush(): void {
    if (this.#outgoing.length === 0) return;
    this.#lastActiveMs = this.#protocolMs;
    this.tell({ type: 'packets', packets: this.#outgoing });
    this.#outgoing = [];
  }

  /** SpanDSP's receiver waits for ever in some states when its peer vanishes; its sender has timers for each. */
  #watch(): void {
    if (this.#ended) return;
    const seconds = this.#protocolMs / 1000;
    if (seconds > this.options.maxCallSeconds) return this.#giveUp('call_too_long', `no end after ${seconds} protocol seconds`);
    const silent = (this.#protocolMs - this.#lastHeardMs) / 1000;
    const waits = this.options.transmit === undefined && this.#impairment.works;
    if (waits && this.#journal.documentConfirmed && silent > GOOD_BYE_WITHIN_SECONDS) return this.terminate();
    if (waits && silent > this.options.maxSilenceSeconds) this.#giveUp('silent', `nothing heard for ${silent} protocol seconds`);
  }

  #giveUp(cause: 'silent' | 'call_too_long', detail: string): void {
    this.#ended = true;
    this.engine.terminate();
    this.engine.free();
    this.tell({ type: 'figures', figures: this.#journal.figures });
    this.tell({ type: 'gave-up', cause, detail });
  }
}

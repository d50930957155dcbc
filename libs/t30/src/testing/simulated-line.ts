import type { T30Call } from '../call/t30-call.ts';
import type { T30Fact } from '../call/t30-fact.ts';
import type { T30Output } from '../call/t30-output.ts';
import type { LineSignal } from '../line/line-signal.ts';
import type { Utterance } from '../line/utterance.ts';
import { durationMs } from './burst-duration.ts';
import { signalsOf } from './signals-of.ts';

export type Side = 'caller' | 'answerer';

/** What a line makes of a signal: itself, another, or nothing. */
export type Impairment = (signal: LineSignal, from: Side, nowMs: number) => LineSignal | undefined;

export interface LineOptions {
  readonly delayMs?: number;
  readonly impair?: Impairment;
  /** Simulated time after which the line is cut: a call that is still on then has no end. */
  readonly maxMs?: number;
  /** The end of one side ends the other, as BYE does. */
  readonly hangsUp?: boolean;
}

/** Either a call, or whatever a spec puts in its place. */
export type Party = Pick<T30Call, 'start' | 'hear' | 'said' | 'advance' | 'terminate' | 'nextDueMs'>;

export interface PartyRecord {
  readonly facts: T30Fact[];
  readonly said: Utterance[];
  code: number | undefined;
  endedMs: number | undefined;
}

interface Event {
  readonly atMs: number;
  readonly order: number;
  readonly to: Side;
  readonly utterance: number;
  readonly signal?: LineSignal;
}

const DEFAULT_MAX_MS = 8 * 3_600_000;

/** Two fax machines on a line between them that keeps time by bit rates, and that loses what it is told to lose. */
export class SimulatedLine {
  readonly records: Readonly<Record<Side, PartyRecord>> = { caller: newRecord(), answerer: newRecord() };
  #nowMs = 0;
  #order = 0;
  #events: Event[] = [];
  readonly #current: Record<Side, number> = { caller: 0, answerer: 0 };
  #utterances = 0;

  constructor(
    private readonly parties: Readonly<Record<Side, Party>>,
    private readonly options: LineOptions = {},
  ) {}

  get nowMs(): number {
    return this.#nowMs;
  }

  /** Until both have ended, or time is up. */
  run(): Readonly<Record<Side, PartyRecord>> {
    for (const side of SIDES) this.#take(side, this.parties[side].start(0));
    while (SIDES.some((side) => this.records[side].code === undefined) && this.#step());
    return this.records;
  }

  /** False when nothing will ever happen again. */
  #step(): boolean {
    const event = this.#nextEvent();
    const timer = this.#nextTimer();
    const atMs = Math.min(event?.atMs ?? Infinity, timer?.atMs ?? Infinity);
    if (atMs > (this.options.maxMs ?? DEFAULT_MAX_MS)) return false;
    this.#nowMs = atMs;
    if (event && event.atMs <= atMs) this.#happen(event);
    else if (timer) this.#take(timer.side, this.parties[timer.side].advance(atMs));
    return true;
  }

  #nextEvent(): Event | undefined {
    let first: Event | undefined;
    for (const event of this.#events) {
      if (!first || event.atMs < first.atMs || (event.atMs === first.atMs && event.order < first.order)) first = event;
    }
    return first;
  }

  #nextTimer(): { readonly side: Side; readonly atMs: number } | undefined {
    let first: { readonly side: Side; readonly atMs: number } | undefined;
    for (const side of SIDES) {
      const atMs = this.records[side].code === undefined ? this.parties[side].nextDueMs : undefined;
      if (atMs !== undefined && (!first || atMs < first.atMs)) first = { side, atMs };
    }
    return first;
  }

  #happen(event: Event): void {
    this.#events.splice(this.#events.indexOf(event), 1);
    if (this.records[event.to].code !== undefined) return;
    const party = this.parties[event.to];
    if (event.signal) return this.#take(event.to, party.hear(event.signal, this.#nowMs));
    if (event.utterance === this.#current[event.to]) this.#take(event.to, party.said(this.#nowMs));
  }

  #take(side: Side, outputs: readonly T30Output[]): void {
    const record = this.records[side];
    for (const output of outputs) {
      if (output.type === 'fact') record.facts.push(output.fact);
      if (output.type === 'say') this.#say(side, output.utterance);
      if (output.type === 'ended') this.#end(side, output.code);
    }
  }

  #end(side: Side, code: number): void {
    const record = this.records[side];
    record.code = code;
    record.endedMs = this.#nowMs;
    const other = otherThan(side);
    if (this.options.hangsUp && this.records[other].code === undefined) this.#take(other, this.parties[other].terminate(this.#nowMs));
  }

  /** What was still being said is cut off, and the other end hears silence. */
  #say(side: Side, utterance: Utterance): void {
    const cut = this.#events.some((event) => event.to === otherThan(side) && event.utterance === this.#current[side] && event.signal);
    const before = this.#current[side];
    const isUnsaid = this.#events.some((event) => event.to === side && event.utterance === before && !event.signal);
    if (isUnsaid) this.#events = this.#events.filter((event) => event.utterance !== before);
    if (isUnsaid && cut) this.#carry(side, 0, { type: 'silence' });
    this.#utterances += 1;
    this.#current[side] = this.#utterances;
    this.records[side].said.push(utterance);
    for (const { atMs, signal } of signalsOf(utterance)) this.#carry(side, atMs, signal);
    const lastsMs = durationMs(utterance);
    if (Number.isFinite(lastsMs)) this.#add({ atMs: this.#nowMs + lastsMs, to: side, utterance: this.#utterances });
  }

  #carry(from: Side, afterMs: number, signal: LineSignal): void {
    const heard = this.options.impair ? this.options.impair(signal, from, this.#nowMs + afterMs) : signal;
    const atMs = this.#nowMs + afterMs + (this.options.delayMs ?? 50);
    if (heard) this.#add({ atMs, to: otherThan(from), utterance: this.#current[from], signal: heard });
  }

  #add(event: Omit<Event, 'order'>): void {
    this.#order += 1;
    this.#events.push({ ...event, order: this.#order });
  }
}

const SIDES: readonly Side[] = ['caller', 'answerer'];

function otherThan(side: Side): Side {
  return side === 'caller' ? 'answerer' : 'caller';
}

function newRecord(): PartyRecord {
  return { facts: [], said: [], code: undefined, endedMs: undefined };
}

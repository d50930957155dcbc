import type { LineSignal } from '@faxwire/t30';
import type { IfpVersion } from '../ifp.ts';
import type { EngineOutput, FaxEngine } from './fax-engine.ts';
import { Listener } from './listener.ts';
import { LocalTraining } from './local-training.ts';
import { Speaker } from './speaker.ts';

/** What follows from a step, in order. `dueMs` is when a packet ought to have left: its lateness is the clock's, not the protocol's. */
export type TerminalOutput<Fact> =
  | { readonly type: 'packet'; readonly ifp: Uint8Array; readonly copies: number; readonly dueMs: number }
  | { readonly type: 'fact'; readonly fact: Fact }
  | { readonly type: 'ended'; readonly code: number };

export interface T38TerminalOptions {
  /** T38FaxVersion as agreed. */
  readonly version?: IfpVersion;
  /** Training checks are not sent but made at each end (T.38 8.1, T38FaxRateManagement:localTCF). */
  readonly localTcf?: boolean;
}

/** Steps in one call of `advance`: far more than a second of protocol time needs, and an end to an engine that has none. */
const MAX_STEPS = 100_000;

/**
 * A T.30 engine on a T.38 line. Pure: packets and time in, packets and facts out. Everything happens at the time it is
 * due, however late `advance` is called, so that a late owner does not make the protocol slower.
 */
export class T38Terminal<Fact> {
  readonly #speaker: Speaker;
  readonly #listener: Listener;
  readonly #training: LocalTraining | undefined;
  #outputs: TerminalOutput<Fact>[] = [];
  #nowMs = 0;
  #isStarted = false;
  #isEnded = false;

  constructor(
    private readonly engine: FaxEngine<Fact>,
    options: T38TerminalOptions = {},
  ) {
    this.#speaker = new Speaker(options.version ?? 0, options.localTcf);
    this.#listener = new Listener(options.version ?? 0);
    this.#training = options.localTcf ? new LocalTraining() : undefined;
  }

  start(nowMs: number): TerminalOutput<Fact>[] {
    this.#nowMs = nowMs;
    this.#isStarted = true;
    this.#follow(this.engine.start(nowMs), nowMs);
    return this.#take();
  }

  /** One packet with its UDPTL sequence number, in order and once. Any bytes are taken; ignored before the start and after the end. */
  receive(ifp: Uint8Array, sequence: number, nowMs: number): TerminalOutput<Fact>[] {
    if (!this.#isStarted || this.#isEnded) return [];
    this.#nowMs = Math.max(this.#nowMs, nowMs);
    this.#hear(this.#listener.hear(ifp, sequence, this.#nowMs), this.#nowMs);
    return this.#take();
  }

  /** A page that the engine told is stored: its confirmation may go out. */
  stored(nowMs: number): TerminalOutput<Fact>[] {
    if (this.#isEnded) return [];
    this.#nowMs = Math.max(this.#nowMs, nowMs);
    this.#follow(this.engine.stored?.(this.#nowMs) ?? [], this.#nowMs);
    return this.#take();
  }

  /** Everything that is due by now, in the order and at the times at which it is. */
  advance(nowMs: number): TerminalOutput<Fact>[] {
    for (let step = 0; step < MAX_STEPS && !this.#isEnded; step += 1) {
      const dueMs = this.nextDueMs;
      if (dueMs === undefined || dueMs > nowMs) break;
      this.#nowMs = Math.max(this.#nowMs, dueMs);
      this.#happen(dueMs);
      // What follows a fact waits with it: the owner may want it recorded first.
      if (this.#outputs.at(-1)?.type === 'fact') break;
    }
    return this.#take();
  }

  get nextDueMs(): number | undefined {
    if (!this.#isStarted || this.#isEnded) return undefined;
    const dueMs = Math.min(this.#speaker.nextDueMs ?? Infinity, this.engine.nextDueMs ?? Infinity, this.#listener.nextDueMs ?? Infinity, this.#training?.nextDueMs ?? Infinity);
    return dueMs === Infinity ? undefined : dueMs;
  }

  /** The call is over. The engine says with what result. */
  terminate(nowMs: number): TerminalOutput<Fact>[] {
    if (this.#isEnded) return [];
    this.#follow(this.engine.terminate(Math.max(this.#nowMs, nowMs)), nowMs);
    return this.#take();
  }

  get counters(): Readonly<Listener['counters']> {
    return this.#listener.counters;
  }

  #happen(dueMs: number): void {
    if (this.#speaker.nextDueMs === dueMs) return this.#speak(dueMs);
    if (this.#listener.nextDueMs === dueMs) return this.#hear(this.#listener.expire(dueMs), this.#nowMs);
    if (this.#training?.nextDueMs === dueMs) return this.#pass(this.#training.take(dueMs), this.#nowMs);
    this.#follow(this.engine.advance(this.#nowMs), this.#nowMs);
  }

  #speak(dueMs: number): void {
    const spoken = this.#speaker.take();
    if (spoken === 'said') this.#follow(this.engine.said(this.#nowMs), this.#nowMs);
    else this.#outputs.push({ type: 'packet', ifp: spoken.ifp, copies: spoken.copies, dueMs });
  }

  #hear(signals: readonly LineSignal[], nowMs: number): void {
    for (const signal of signals) this.#pass(this.#training?.hear(signal, nowMs) ?? [signal], nowMs);
  }

  #pass(signals: readonly LineSignal[], nowMs: number): void {
    for (const signal of signals) {
      if (this.#isEnded) return;
      this.#follow(this.engine.hear(signal, nowMs), nowMs);
    }
  }

  #follow(outputs: readonly EngineOutput<Fact>[], nowMs: number): void {
    for (const output of outputs) {
      if (this.#isEnded) return;
      if (output.type === 'say') this.#speaker.say(output.utterance, nowMs);
      else this.#outputs.push(output);
      if (output.type === 'ended') this.#isEnded = true;
    }
  }

  #take(): TerminalOutput<Fact>[] {
    if (this.#outputs.length === 0) return this.#outputs;
    const taken = this.#outputs;
    this.#outputs = [];
    return taken;
  }
}

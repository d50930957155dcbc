import type { FaxTerminalOptions, TerminalFact } from '../fax-terminal.ts';
import type { AudioEngine } from './audio-engine.ts';
import { CallJournal } from './call-journal.ts';
import type { ChildMessage } from './child-message.ts';
import { STEP_MS, STEP_SAMPLES } from './engine.ts';
import type { EngineEvent } from './engine-event.ts';
import { ProtocolClock } from './protocol-clock.ts';
import { confirmsPage, endsPage, FCF, fcfOf } from './t30-frame.ts';

/** About -43 dBm0: a receiver of T.30 detects its carriers above that; quieter is an idle line. */
const MIN_MEAN_SQUARE = 70 ** 2;
/** T.30 T1: both ends look for each other so long. */
const FIRST_FRAME_WITHIN_SECONDS = 35;
/** Every page is confirmed and the sender left without DCN: the fax is received, and three repeats of MCF have had their time. */
const GOOD_BYE_WITHIN_SECONDS = 20;
const SAMPLES_PER_SECOND = (STEP_SAMPLES * 1000) / STEP_MS;

/** One call in audio: frames out by the clock, the protocol's time by what is heard, stopped for each fact, and watched over. */
export class AudioCall {
  readonly #clock: ProtocolClock;
  readonly #journal: CallJournal;
  #engine: AudioEngine;
  #isStarted = false;
  #isEnded = false;
  #isTerminated = false;
  #hasHeardFrame = false;
  #unrecorded = 0;
  #spokenMs = 0;
  #heardSamples = 0;
  #lastSoundAt = 0;

  /** @param newEngine a machine for this call; another one where the first gives up calling before it may */
  constructor(
    private readonly newEngine: () => AudioEngine,
    private readonly options: FaxTerminalOptions,
    private readonly tell: (message: ChildMessage) => void,
  ) {
    this.#clock = new ProtocolClock(options.speed);
    this.#engine = newEngine();
    this.#journal = new CallJournal(options.transmit !== undefined, options.transmit?.firstPage ?? 0, () => ({
      remoteStationId: this.#engine.remoteStationId,
      remoteCountry: this.#engine.remoteCountry,
      remoteVendor: this.#engine.remoteVendor,
    }));
  }

  start(): void {
    this.#isStarted = true;
  }

  /** The frames of 20 ms that are due; silence while a fact is being recorded. To be called every few milliseconds. */
  speak(nowMs: number): Int16Array[] {
    if (!this.#isStarted || this.#isEnded) return [];
    const frames: Int16Array[] = [];
    for (let due = this.#clock.due(nowMs, 0); due > 0 && !this.#isEnded; due -= 1) frames.push(this.#frame());
    this.#watch();
    return frames;
  }

  /** Sound of the far end. What comes while a fact is being recorded is not heard: time stands still. */
  hear(samples: Int16Array): void {
    for (let at = 0; at < samples.length && this.#isRunning; at += STEP_SAMPLES) this.#listen(samples.subarray(at, at + STEP_SAMPLES));
  }

  /** The owner has stored the oldest unrecorded fact. */
  recorded(): void {
    if (this.#unrecorded > 0) this.#unrecorded -= 1;
  }

  /** Ends it whatever it is waiting for; what was confirmed is in the result. */
  terminate(): void {
    if (this.#isEnded) return;
    this.#isTerminated = true;
    const events = this.#engine.terminate();
    // It may be over already and waiting for us to see it; otherwise it tells its end now.
    for (const event of events) if (event.type === 'ended') this.#end(event);
    if (!this.#isEnded) this.#giveUp('call_too_long', 'it did not end when told to');
  }

  get #isRunning(): boolean {
    return this.#isStarted && !this.#isEnded && this.#unrecorded === 0;
  }

  get #heardSeconds(): number {
    return this.#heardSamples / SAMPLES_PER_SECOND;
  }

  #frame(): Int16Array {
    this.#spokenMs += STEP_MS;
    const frame = new Int16Array(STEP_SAMPLES);
    if (this.#isRunning) this.#perform(this.#engine.speak(frame));
    return frame;
  }

  #listen(samples: Int16Array): void {
    this.#heardSamples += samples.length;
    if (isSound(samples)) this.#lastSoundAt = this.#heardSamples;
    this.#perform(this.#engine.hear(samples));
  }

  #perform(events: readonly EngineEvent[]): void {
    for (const event of events) if (!this.#isEnded) this.#happen(event);
  }

  #happen(event: EngineEvent): void {
    if (event.type === 'ended') return this.#end(event);
    if (event.type === 'frame') this.#follow(event);
    const fact = this.#journal.read(event);
    if (fact) this.#tellFact(fact);
  }

  /** The owner knows from packets where a transmission stands; here there are none. */
  #follow({ incoming, octets }: Extract<EngineEvent, { type: 'frame' }>): void {
    this.#hasHeardFrame ||= incoming;
    this.tell({ type: 'frame', incoming, atMs: this.#spokenMs, octets });
    if (this.options.transmit === undefined) return;
    const fcf = fcfOf(octets);
    if (incoming && (fcf === FCF.cfr || confirmsPage(fcf))) this.tell({ type: 'progress', progress: 'image' });
    if (!incoming && endsPage(fcf)) this.tell({ type: 'progress', progress: 'command' });
  }

  #tellFact(fact: TerminalFact): void {
    if (this.options.gate) this.#unrecorded += 1;
    this.tell({ type: 'fact', fact });
  }

  #end(event: Extract<EngineEvent, { type: 'ended' }>): void {
    if (this.#mayCallAgain) return this.#callAgain();
    this.#isEnded = true;
    const { bitRate, ecm, ecmRetries } = event.statistics;
    const remoteStationId = this.#engine.remoteStationId;
    this.#engine.free();
    const { pagesConfirmed, documentConfirmed } = this.#journal;
    const ending = { t30Code: event.code, pagesConfirmed, documentConfirmed, bitRate, ecm, ecmRetries, protocolSeconds: this.#spokenMs / 1000 };
    this.tell({ type: 'figures', figures: this.#journal.figures });
    this.tell({ type: 'result', result: { ...ending, ...(remoteStationId === undefined ? {} : { remoteStationId }) } });
  }

  /** SpanDSP 0.0.6 says DIS three times, which is 17 s; T.30 wants it said until T1. */
  get #mayCallAgain(): boolean {
    return this.options.role === 'answer' && !this.#isTerminated && !this.#hasHeardFrame && this.#heardSeconds < FIRST_FRAME_WITHIN_SECONDS;
  }

  #callAgain(): void {
    this.#engine.free();
    this.#engine = this.newEngine();
  }

  /** SpanDSP's receiver waits for ever in some states when its peer vanishes; and its clock stands still with ours. */
  #watch(): void {
    if (this.#isEnded) return;
    const seconds = Math.max(this.#spokenMs / 1000, this.#heardSeconds);
    if (seconds > this.options.maxCallSeconds) return this.#giveUp('call_too_long', `no end after ${Math.floor(seconds)} protocol seconds`);
    if (!this.#hasHeardFrame && seconds > FIRST_FRAME_WITHIN_SECONDS) return this.#giveUp('silent', 'no T.30 signal was heard');
    const silent = (this.#heardSamples - this.#lastSoundAt) / SAMPLES_PER_SECOND;
    const waits = this.options.transmit === undefined;
    if (waits && this.#journal.documentConfirmed && silent > GOOD_BYE_WITHIN_SECONDS) return this.terminate();
    if (waits && silent > this.options.maxSilenceSeconds) this.#giveUp('silent', `nothing heard for ${Math.floor(silent)} protocol seconds`);
  }

  #giveUp(cause: 'silent' | 'call_too_long', detail: string): void {
    this.#isEnded = true;
    this.#engine.terminate();
    this.#engine.free();
    this.tell({ type: 'figures', figures: this.#journal.figures });
    this.tell({ type: 'gave-up', cause, detail });
  }
}

function isSound(samples: Int16Array): boolean {
  let energy = 0;
  for (const sample of samples) energy += sample * sample;
  return energy > samples.length * MIN_MEAN_SQUARE;
}

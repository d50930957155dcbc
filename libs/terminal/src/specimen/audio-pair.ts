import type { FaxTerminalOptions, LineProgress, TerminalFact } from '../fax-terminal.ts';
import { AudioCall } from '../spandsp/audio-call.ts';
import { AudioEngine } from '../spandsp/audio-engine.ts';
import type { ChildMessage } from '../spandsp/child-message.ts';
import type { SpanDspLibrary } from '../spandsp/library.ts';
import type { Ending } from './machine-pair.ts';

const TICK_MS = 20;
const MAX_TICKS = 50_000;

/** For specs: one of two machines on an audio line in this process, in counted time. */
export class AudioMachine {
  readonly facts: TerminalFact[] = [];
  readonly progress: LineProgress[] = [];
  ending: Ending | undefined;
  /** Ticks until a fact is recorded. */
  recordingTicks = 1;
  readonly call: AudioCall;
  #recordIn: number[] = [];

  constructor(
    library: SpanDspLibrary,
    private readonly options: FaxTerminalOptions,
  ) {
    this.call = new AudioCall(() => new AudioEngine(library, options), options, (message) => this.#heed(message));
  }

  /** What it says in this tick. */
  tick(nowMs: number): Int16Array[] {
    this.#recordIn = this.#recordIn.map((ticks) => ticks - 1);
    for (; this.#recordIn.length > 0 && (this.#recordIn[0] ?? 0) <= 0; this.#recordIn.shift()) this.call.recorded();
    return this.call.speak(nowMs);
  }

  #heed(message: ChildMessage): void {
    if (message.type === 'progress') this.progress.push(message.progress);
    if (message.type === 'result') this.ending = message.result;
    if (message.type === 'gave-up') this.ending = message;
    if (message.type !== 'fact') return;
    this.facts.push(message.fact);
    if (this.options.gate) this.#recordIn.push(this.recordingTicks);
  }
}

/** @param line what becomes of a frame on the way; undefined is a lost one, in place of which silence is heard */
export function runAudioCall(caller: AudioMachine, answerer: AudioMachine, line = (frame: Int16Array): Int16Array | undefined => frame): void {
  caller.call.start();
  answerer.call.start();
  for (let tick = 0; tick < MAX_TICKS; tick += 1) {
    if (caller.ending && answerer.ending) return;
    const [spoken, answered] = [caller.tick(tick * TICK_MS), answerer.tick(tick * TICK_MS)];
    const silence = [new Int16Array(tick === 0 ? 0 : 160)];
    for (const frame of spoken.length > 0 ? spoken : silence) answerer.call.hear(line(frame) ?? new Int16Array(frame.length));
    for (const frame of answered.length > 0 ? answered : silence) caller.call.hear(line(frame) ?? new Int16Array(frame.length));
  }
  throw new Error('the call has no end');
}

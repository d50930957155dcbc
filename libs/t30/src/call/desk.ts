import type { FrameContent } from '../frame/frame.ts';
import { readFrame, writeCommand } from '../frame/frame.ts';
import { fullName } from '../frame/page-end.ts';
import type { Utterance } from '../line/utterance.ts';
import type { TimerName } from '../timer/timers.ts';
import { GAP_MS, TIMER_MS } from '../timer/timers.ts';
import { TimerSet } from '../timer/timer-set.ts';
import type { CompletionCode } from './completion.ts';
import { COMPLETION } from './completion.ts';
import type { CallState } from './state.ts';
import { longestMs } from './speech.ts';
import type { T30Fact } from './t30-fact.ts';
import type { T30Options } from './t30-options.ts';
import type { T30Output } from './t30-output.ts';

/** Things said without a page or block coming any further; a call that takes more is going round in circles. */
const MAX_STRIDES = 64;

export const GAP: Utterance = { type: 'pause', durationMs: GAP_MS };

/** What all states of a call work with: the clock, the timers, the mouth, and the state that is. */
export class Desk {
  nowMs = 0;
  readonly timers = new TimerSet();
  /** Set by the side that has heard a DIS (T.30 5.3.6.1). */
  x = false;
  /** Asks whether the far end is speaking; set by the call. */
  farEndSpeaks: () => boolean = () => false;
  #outputs: T30Output[] = [];
  #script: Utterance[] = [];
  #speaking: Utterance | undefined;
  #lastSpeech: readonly Utterance[] = [];
  #strides = 0;
  #state: CallState | undefined;
  #hasEnded = false;

  constructor(
    readonly options: T30Options,
    private readonly goodBye: (desk: Desk, code: CompletionCode) => CallState,
  ) {}

  get state(): CallState | undefined {
    return this.#state;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  get isSpeaking(): boolean {
    return this.#speaking !== undefined;
  }

  take(): T30Output[] {
    const outputs = this.#outputs;
    this.#outputs = [];
    return outputs;
  }

  tell(fact: T30Fact): void {
    if (!this.#hasEnded) this.#outputs.push({ type: 'fact', fact });
  }

  become(state: CallState): void {
    if (this.#hasEnded) return;
    this.timers.disarm('T2', 'T4', 'quiet');
    this.#watch(TIMER_MS.watchdog);
    this.#state = state;
    state.enter();
  }

  /** Says these one after another instead of whatever was still to be said. */
  say(...script: readonly Utterance[]): void {
    if (this.#hasEnded) return;
    this.timers.disarm('T2', 'T4', 'quiet');
    if (!this.stride()) return;
    this.#lastSpeech = script;
    this.#script = [...script];
    this.#next();
  }

  /** Stops in the middle of what is being said: the far end does not listen. */
  hush(): void {
    if (this.isSpeaking) this.say({ type: 'pause', durationMs: 0 });
  }

  /** A command or response by itself, after the silence that belongs before it. */
  sayCommand(...contents: readonly FrameContent[]): void {
    this.say(GAP, this.commandOf(...contents));
  }

  commandOf(...contents: readonly FrameContent[]): Utterance {
    return { type: 'command', frames: writeCommand(contents, this.x) };
  }

  /** CRP: everything since the last answer of the far end, except the image. */
  repeat(): void {
    const from = this.#lastSpeech.findIndex((utterance) => utterance.type === 'command');
    if (from >= 0) this.say(GAP, ...this.#lastSpeech.slice(from));
  }

  /** The control field of the last command said, to tell an echo by. */
  get lastFcf(): number | undefined {
    const command = this.#lastSpeech.findLast((utterance) => utterance.type === 'command');
    return command?.type === 'command' ? command.frames.at(-1)?.[2] : undefined;
  }

  said(): void {
    if (!this.#speaking) return;
    this.#speaking = undefined;
    this.#next();
    if (!this.#speaking) this.#state?.said?.();
  }

  /** Waits for the far end, unless it is already speaking: then its end decides. */
  wait(timer: TimerName, durationMs: number = TIMER_MS[timer]): void {
    if (!this.farEndSpeaks()) this.timers.arm(timer, this.nowMs, durationMs);
  }

  /** Something came through: a page, a block, the first word of the far end. */
  progressed(): void {
    this.#strides = 0;
  }

  /** One more thing was done for this page; false when it was one too many, and the call is being ended. */
  stride(): boolean {
    this.#strides += 1;
    this.#watch(TIMER_MS.watchdog);
    if (this.#strides !== MAX_STRIDES) return true;
    this.hangUp(COMPLETION.retriesUsedUp);
    return false;
  }

  /** The far end began a burst of image data, which may last. */
  watchBurst(kind: 'page' | 'block'): void {
    this.#watch(TIMER_MS[kind]);
  }

  /** DCN, then the end. */
  hangUp(code: CompletionCode): void {
    this.become(this.goodBye(this, code));
  }

  end(code: CompletionCode): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.timers.clear();
    this.#script = [];
    this.#speaking = undefined;
    this.#outputs.push({ type: 'ended', code });
  }

  #watch(durationMs: number): void {
    this.timers.arm('watchdog', this.nowMs, durationMs);
  }

  #next(): void {
    const utterance = this.#script.shift();
    this.#speaking = utterance;
    if (!utterance) return;
    this.#watch(TIMER_MS.watchdog + longestMs(utterance));
    this.#trace(utterance);
    this.#outputs.push({ type: 'say', utterance });
  }

  #trace(utterance: Utterance): void {
    if (utterance.type === 'image') this.tell({ type: 'burst-sent', modem: utterance.modem, octets: utterance.octets.length });
    if (utterance.type === 'frames') {
      const octets = utterance.frames.reduce((sum, frame) => sum + frame.length, 0);
      this.tell({ type: 'burst-sent', modem: utterance.modem, octets, frames: utterance.frames.length });
    }
    if (utterance.type !== 'command') return;
    for (const octets of utterance.frames) {
      const frame = readFrame(octets);
      if (frame) this.tell({ type: 'frame-sent', name: fullName(frame.name, frame.fcf, frame.field), octets, intact: true });
    }
  }
}

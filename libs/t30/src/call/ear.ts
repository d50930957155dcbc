import { fullName } from '../frame/page-end.ts';
import type { Frame } from '../frame/frame.ts';
import { MAX_V21_FRAME_OCTETS, readFrame } from '../frame/frame.ts';
import { hasPromisedFrames } from '../frame/promised-frame.ts';
import type { LineSignal } from '../line/line-signal.ts';
import type { ImageModem } from '../line/modem.ts';
import { TIMER_MS } from '../timer/timers.ts';
import type { TimerSet } from '../timer/timer-set.ts';
import type { Command } from './command.ts';
import type { T30Fact } from './t30-fact.ts';

/** Frames of one command: the longest of T.30 has eight, and a far end that sends more for ever fills nothing. */
const MAX_FRAMES = 16;

/** What the ear makes of the line. */
export interface Listener {
  flags(): void;
  command(command: Command): void;
  garbled(): void;
  carrier(modem: ImageModem): void;
  image(octets: Uint8Array): void;
  coded(octets: Uint8Array): void;
  imageEnded(): void;
  fact(fact: T30Fact): void;
}

/** Puts the signals of the line together to commands and bursts (T.30 5.3.3 and 5.4.2). */
export class Ear {
  #channel: 'none' | 'v21' | ImageModem = 'none';
  #frames: Frame[] = [];
  #whole: Command | undefined;
  #spoilt = false;
  #burst = { octets: 0, frames: 0 };

  constructor(
    private readonly listener: Listener,
    private readonly timers: TimerSet,
  ) {}

  /** The far end is speaking. */
  get isBusy(): boolean {
    return this.#channel !== 'none';
  }

  hear(signal: LineSignal, nowMs: number): void {
    if (signal.type === 'tone') return;
    if (signal.type === 'silence') return this.#end();
    if (this.#channel !== signal.modem) this.#begin(signal.modem, nowMs);
    else if (signal.type === 'carrier' && this.#whole) this.#begin(signal.modem, nowMs);
    if (signal.type === 'frame') this.#frame(signal, nowMs);
    if (signal.type === 'image' && signal.modem === this.#channel) this.#image(signal.octets, nowMs);
  }

  /** The end of a carrier was never told: its command is complete, a frame never ended, or an image stopped coming. */
  timeOut(): void {
    this.#end();
  }

  /** A channel that changes without silence in between has ended the one before. */
  #begin(channel: 'v21' | ImageModem, nowMs: number): void {
    this.#end();
    this.#channel = channel;
    this.#burst = { octets: 0, frames: 0 };
    if (channel !== 'v21') {
      this.timers.arm('stall', nowMs);
      return this.listener.carrier(channel);
    }
    this.timers.arm('frame', nowMs, TIMER_MS.preamble + TIMER_MS.frame);
    this.listener.flags();
  }

  #frame(signal: Extract<LineSignal, { type: 'frame' }>, nowMs: number): void {
    if (signal.modem === 'v21') return this.#controlFrame(signal, nowMs);
    this.timers.arm('stall', nowMs);
    this.#burst.frames += 1;
    this.#burst.octets += signal.octets.length;
    if (signal.intact) this.listener.coded(signal.octets);
  }

  #controlFrame(signal: Extract<LineSignal, { type: 'frame' }>, nowMs: number): void {
    // A second command in one burst: the end between them was lost.
    if (this.#whole) this.#begin('v21', nowMs);
    this.timers.arm('frame', nowMs);
    const isSound = signal.intact && signal.octets.length <= MAX_V21_FRAME_OCTETS;
    const frame = isSound ? readFrame(signal.octets) : undefined;
    this.#tell(signal.octets, isSound);
    if (!frame) {
      this.#spoilt = true;
    } else if (!frame.final) {
      if (this.#frames.length < MAX_FRAMES) this.#frames.push(frame);
    } else {
      this.#complete(frame, nowMs);
    }
  }

  #tell(octets: Uint8Array, intact: boolean): void {
    const frame = readFrame(octets);
    const name = frame ? fullName(frame.name, frame.fcf, frame.field) : '?';
    this.listener.fact({ type: 'frame-received', name, octets: octets.slice(0, MAX_V21_FRAME_OCTETS), intact });
  }

  #complete(frame: Frame, nowMs: number): void {
    this.timers.disarm('frame');
    this.timers.arm('tail', nowMs);
    if (frame.name === undefined || (this.#spoilt && !hasPromisedFrames(frame, this.#frames))) return;
    this.#whole = { name: frame.name, fcf: frame.fcf, field: frame.field.slice(), before: this.#frames };
  }

  #image(octets: Uint8Array, nowMs: number): void {
    this.timers.arm('stall', nowMs);
    this.#burst.octets += octets.length;
    this.listener.image(octets);
  }

  #end(): void {
    const [channel, whole] = [this.#channel, this.#whole];
    this.timers.disarm('frame', 'tail', 'stall');
    [this.#channel, this.#whole, this.#frames, this.#spoilt] = ['none', undefined, [], false];
    if (channel === 'none') return;
    if (channel !== 'v21') return this.#endBurst(channel);
    if (whole) this.listener.command(whole);
    else this.listener.garbled();
  }

  #endBurst(modem: ImageModem): void {
    const { octets, frames } = this.#burst;
    this.listener.fact({ type: 'burst-received', modem, octets, ...(frames > 0 ? { frames } : {}) });
    this.listener.imageEnded();
  }
}

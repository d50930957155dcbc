import type { FrameName } from '../frame/fcf.ts';
import { nameOf } from '../frame/fcf.ts';
import { FINAL, type FrameContent, writeCommand } from '../frame/frame.ts';
import type { LineSignal } from '../line/line-signal.ts';
import type { T30Output } from '../call/t30-output.ts';
import type { Utterance } from '../line/utterance.ts';
import type { Party } from './simulated-line.ts';

/** What it heard last: the name of a command's final frame, or a burst of the image channel. */
export type Heard = FrameName | 'start' | 'burst';

/** What a scripted machine says next; nothing when it stays silent. `bursts`: heard since the last command. */
export type Script = (heard: Heard, nth: number) => readonly (FrameContent | Utterance)[] | undefined;

/** A far end that says what a spec tells it to, and never ends by itself. */
export class ScriptedMachine implements Party {
  readonly nextDueMs = undefined;
  #queue: Utterance[] = [];
  #last: Heard | undefined;
  readonly #counts = new Map<Heard, number>();

  constructor(
    private readonly script: Script,
    private readonly x = false,
  ) {}

  start(): T30Output[] {
    return this.#answer('start');
  }

  hear(signal: LineSignal): T30Output[] {
    if (signal.type === 'frame' && signal.modem === 'v21') this.#last = signal.octets[1] === FINAL ? nameOf(signal.octets[2] ?? 0) : undefined;
    else if (signal.type !== 'silence' && signal.type !== 'tone' && signal.modem !== 'v21') this.#last = 'burst';
    if (signal.type !== 'silence' || this.#last === undefined) return [];
    const heard = this.#last;
    this.#last = undefined;
    return this.#answer(heard);
  }

  said(): T30Output[] {
    return this.#next();
  }

  advance(): T30Output[] {
    return [];
  }

  terminate(): T30Output[] {
    return [{ type: 'ended', code: 0 }];
  }

  #answer(heard: Heard): T30Output[] {
    const nth = (this.#counts.get(heard) ?? 0) + 1;
    this.#counts.set(heard, nth);
    const said = this.script(heard, nth) ?? [];
    const frames = said.filter((item): item is FrameContent => 'name' in item);
    const utterances = said.filter((item): item is Utterance => !('name' in item));
    const command: Utterance[] = frames.length === 0 ? [] : [{ type: 'pause', durationMs: 75 }, { type: 'command', frames: writeCommand(frames, this.x) }];
    if (command.length + utterances.length > 0) this.#queue = [...command, ...utterances];
    return this.#next();
  }

  #next(): T30Output[] {
    const utterance = this.#queue.shift();
    return utterance ? [{ type: 'say', utterance }] : [];
  }
}

import { T30Call } from '../call/t30-call.ts';
import type { T30Options } from '../call/t30-options.ts';
import type { T30Output } from '../call/t30-output.ts';
import type { LineSignal } from '../line/line-signal.ts';
import type { Party } from './simulated-line.ts';

/** A receiver whose store takes its time for each page. */
export class SlowStore implements Party {
  readonly #call: T30Call;
  #storedAtMs: number[] = [];

  constructor(
    options: T30Options,
    private readonly storeMs: number,
  ) {
    this.#call = new T30Call({ ...options, confirmsStored: true });
  }

  get nextDueMs(): number | undefined {
    const dueMs = Math.min(this.#call.nextDueMs ?? Infinity, ...this.#storedAtMs);
    return dueMs === Infinity ? undefined : dueMs;
  }

  start(nowMs: number): T30Output[] {
    return this.#call.start(nowMs);
  }

  hear(signal: LineSignal, nowMs: number): T30Output[] {
    return this.#note(this.#call.hear(signal, nowMs), nowMs);
  }

  said(nowMs: number): T30Output[] {
    return this.#note(this.#call.said(nowMs), nowMs);
  }

  advance(nowMs: number): T30Output[] {
    const isStored = (this.#storedAtMs[0] ?? Infinity) <= nowMs;
    if (isStored) this.#storedAtMs.shift();
    return this.#note(isStored ? this.#call.stored(nowMs) : this.#call.advance(nowMs), nowMs);
  }

  terminate(nowMs: number): T30Output[] {
    return this.#call.terminate(nowMs);
  }

  #note(outputs: T30Output[], nowMs: number): T30Output[] {
    const pages = outputs.filter((output) => output.type === 'fact' && output.fact.type === 'page-received');
    this.#storedAtMs.push(...pages.map(() => nowMs + this.storeMs));
    return outputs;
  }
}

import type { Utterance } from '@faxwire/t30';
import type { IfpVersion } from '../ifp.ts';
import type { SpokenPacket, Speech, Voice } from './speech.ts';
import { silence, speak } from './speech.ts';

/** Says one utterance after another: each packet at its time, whenever that is asked for. */
export class Speaker {
  readonly #voice: Voice;
  #speech: Speech | undefined;
  #next: SpokenPacket | undefined;
  #nextAtMs = Infinity;

  constructor(version: IfpVersion, localTcf = false) {
    this.#voice = { version, isSounding: true, localTcf };
  }

  /** Undefined while there is nothing more to say. */
  get nextDueMs(): number | undefined {
    return this.#nextAtMs === Infinity ? undefined : this.#nextAtMs;
  }

  /** In place of what is being said. */
  say(utterance: Utterance, nowMs: number): void {
    this.#begin(speak(utterance, this.#voice), nowMs);
  }

  /** The line falls silent at once. */
  stop(nowMs: number): void {
    this.#begin(silence(0, this.#voice), nowMs);
  }

  /** To be called at `nextDueMs`: the packet of that moment, or `said`. */
  take(): SpokenPacket | 'said' {
    const packet = this.#next;
    if (packet === undefined) {
      this.#nextAtMs = Infinity;
      this.#speech = undefined;
      return 'said';
    }
    this.#prepare(this.#nextAtMs);
    return packet;
  }

  #begin(speech: Speech, nowMs: number): void {
    this.#speech = speech;
    this.#prepare(nowMs);
  }

  #prepare(fromMs: number): void {
    const step = this.#speech?.next();
    if (step === undefined) return;
    this.#next = step.done ? undefined : step.value;
    this.#nextAtMs = fromMs + (step.done ? step.value : step.value.afterMs);
  }
}

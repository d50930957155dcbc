import { STEP_MS } from './engine.ts';

/** Wall time that a tick may make up for: after a longer stall the protocol is late, not in a rush. */
const MAX_CATCH_UP_WALL_MS = 60;
/** A burst of more protocol time than this in one tick would run timers out before an answer can arrive. */
const MAX_CATCH_UP_PROTOCOL_MS = 300;
/** The longest pause between packets of two machines that are well is a training of 1.4 s; T4 expires at 3.45 s. */
const QUIET_AFTER_PROTOCOL_MS = 2000;
/** A slow commit at the far end's gate; once for each silence, so that a dead peer is still noticed soon. */
const PATIENCE_WALL_MS = 3000;

/**
 * Turns wall time into protocol steps at a given speed. Time is an argument. A clock that is faster than
 * real slows down to real while the line is quiet: the far end may be storing a fact, which takes its time
 * whatever the speed, or be late on a busy machine, and T4 would otherwise expire in a sixth of a second.
 */
export class ProtocolClock {
  #lastMs: number | undefined;
  #owedMs = 0;
  #patienceMs = PATIENCE_WALL_MS;

  constructor(private readonly speed: number) {}

  /** Steps to make now; `quietMs` is the protocol time since anything was sent or heard. */
  due(nowMs: number, quietMs: number): number {
    const elapsedMs = Math.min(nowMs - (this.#lastMs ?? nowMs), MAX_CATCH_UP_WALL_MS);
    this.#lastMs = nowMs;
    const owedMs = this.#owedMs + elapsedMs * this.#speed(quietMs, elapsedMs);
    this.#owedMs = Math.min(owedMs, MAX_CATCH_UP_PROTOCOL_MS);
    const steps = Math.floor(this.#owedMs / STEP_MS);
    this.#owedMs -= steps * STEP_MS;
    return steps;
  }

  /** The time until the next tick is not owed: the protocol stood still on purpose. */
  pause(): void {
    this.#lastMs = undefined;
    this.#owedMs = 0;
  }

  #speed(quietMs: number, elapsedMs: number): number {
    if (quietMs < QUIET_AFTER_PROTOCOL_MS) this.#patienceMs = PATIENCE_WALL_MS;
    else if (this.#patienceMs > 0) {
      this.#patienceMs -= elapsedMs;
      return Math.min(this.speed, 1);
    }
    return this.speed;
  }
}

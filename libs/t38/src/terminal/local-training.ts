import type { ImageModem, LineSignal } from '@faxwire/t30';
import { commandedModem, TRAINING_CHECK_MS, trainingCheck } from '@faxwire/t30';
import { GAP_MS, trainingMs } from './signal-timing.ts';

/** A DCS whose end of signal was lost is complete after this, as T.30's machine takes it. */
const LOST_END_MS = 1000;

/**
 * The training check of T.38's first method of rate management (T.38 8.1): it is not sent, and each side makes its own. Here
 * there is no line behind the packets, so the check that follows a DCS is heard as it would be on a perfect one. A far end
 * that sends its check all the same is listened to.
 */
export class LocalTraining {
  #modem: ImageModem | undefined;
  #isSounding = false;
  #dueMs: number | undefined;
  /** Announced by the far end, and not passed on: the check is made here. */
  #held: LineSignal | undefined;

  get nextDueMs(): number | undefined {
    return this.#dueMs;
  }

  /** What there is to be heard of what the far end says. */
  hear(signal: LineSignal, nowMs: number): LineSignal[] {
    if (signal.type === 'frame' && signal.modem === 'v21') return this.#framed(signal, nowMs);
    if (this.#modem === undefined) return [signal];
    if (signal.type === 'silence') return this.#silent(signal, nowMs);
    if (signal.type === 'carrier' && signal.modem !== 'v21') {
      this.#held = signal;
      return [];
    }
    return this.#superseded(signal);
  }

  /** To be called at `nextDueMs`. */
  take(nowMs: number): LineSignal[] {
    const modem = this.#modem;
    if (modem === undefined) return [];
    if (!this.#isSounding) {
      this.#isSounding = true;
      this.#dueMs = nowMs + trainingMs(modem, 'long') + TRAINING_CHECK_MS;
      return [{ type: 'carrier', modem, training: 'long' }];
    }
    this.#stop();
    return [{ type: 'image', modem, octets: trainingCheck(modem) }, { type: 'silence' }];
  }

  #framed(signal: Extract<LineSignal, { type: 'frame' }>, nowMs: number): LineSignal[] {
    this.#stop();
    this.#modem = signal.intact ? commandedModem(signal.octets) : undefined;
    if (this.#modem !== undefined) this.#dueMs = nowMs + LOST_END_MS + GAP_MS;
    return [signal];
  }

  #silent(signal: LineSignal, nowMs: number): LineSignal[] {
    if (this.#held) {
      this.#held = undefined;
      return [];
    }
    if (!this.#isSounding) this.#dueMs = nowMs + GAP_MS;
    return this.#isSounding ? [] : [signal];
  }

  /** The far end says something else, or sends a check of its own. */
  #superseded(signal: LineSignal): LineSignal[] {
    const held = this.#isSounding ? undefined : this.#held;
    this.#stop();
    return held && signal.type !== 'carrier' ? [held, signal] : [signal];
  }

  #stop(): void {
    [this.#modem, this.#dueMs, this.#held] = [undefined, undefined, undefined];
    this.#isSounding = false;
  }
}

export interface HysteresisOptions {
  /** Failures in a row until it counts as down: one lost answer says nothing. */
  readonly failures: number;
  /** Successes in a row until it counts as up again: a server that comes and goes is no server. */
  readonly successes: number;
}

/** Up or down, and slow to believe either. */
export class Hysteresis {
  readonly #options: HysteresisOptions;
  #isUp = true;
  #against = 0;

  constructor(options: HysteresisOptions) {
    this.#options = options;
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  /** True where that changed what it is. */
  note(isGood: boolean): boolean {
    this.#against = isGood === this.#isUp ? 0 : this.#against + 1;
    const needed = this.#isUp ? this.#options.failures : this.#options.successes;
    if (this.#against < needed) return false;
    this.#isUp = !this.#isUp;
    this.#against = 0;
    return true;
  }
}

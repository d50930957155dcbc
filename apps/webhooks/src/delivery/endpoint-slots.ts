/** So many failures in a row, and an endpoint keeps one slot: enough to notice its recovery, too little to tie up the rest. */
const FAILURES_TO_SUSPECT = 3;
/** Remembered suspects; beyond it the oldest is forgotten and has to fail again. */
const MAX_SUSPECTS = 10_000;

/** How many requests may be under way to each endpoint, so that a dead one delays nobody but itself. */
export class EndpointSlots {
  readonly perEndpoint: number;
  readonly #busy = new Map<string, number>();
  readonly #failures = new Map<string, number>();

  constructor(perEndpoint: number) {
    this.perEndpoint = perEndpoint;
  }

  take(endpointId: string): void {
    this.#busy.set(endpointId, this.#busyAt(endpointId) + 1);
  }

  /** @param reached whether the endpoint took the webhook; undefined where that was not found out */
  giveBack(endpointId: string, reached: boolean | undefined): void {
    const busy = this.#busyAt(endpointId) - 1;
    if (busy > 0) this.#busy.set(endpointId, busy);
    else this.#busy.delete(endpointId);
    if (reached === true) this.#failures.delete(endpointId);
    if (reached === false) this.#suspect(endpointId);
  }

  /** Free slots of every endpoint that has not all of them. */
  free(): Record<string, number> {
    const ids = new Set([...this.#busy.keys(), ...this.#failures.keys()]);
    return Object.fromEntries([...ids].map((id) => [id, Math.max(this.#limit(id) - this.#busyAt(id), 0)]));
  }

  #limit(endpointId: string): number {
    return (this.#failures.get(endpointId) ?? 0) >= FAILURES_TO_SUSPECT ? 1 : this.perEndpoint;
  }

  #busyAt(endpointId: string): number {
    return this.#busy.get(endpointId) ?? 0;
  }

  #suspect(endpointId: string): void {
    const failures = (this.#failures.get(endpointId) ?? 0) + 1;
    this.#failures.delete(endpointId);
    this.#failures.set(endpointId, failures);
    const oldest = this.#failures.keys().next();
    if (this.#failures.size > MAX_SUSPECTS && !oldest.done) this.#failures.delete(oldest.value);
  }
}

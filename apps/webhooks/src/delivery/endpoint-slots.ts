import type { EndpointLimits } from '@faxwire/tenancy';
import { CircuitBreakers } from './circuit-breakers.ts';
import { RateBuckets } from './rate-buckets.ts';

/** How many requests may begin to each endpoint, so that one that is dead, slow or choosy delays nobody but itself. */
export class EndpointSlots {
  readonly perEndpoint: number;
  readonly #busy = new Map<string, number>();
  readonly #circuits = new CircuitBreakers();
  readonly #rates = new RateBuckets();
  #limits: ReadonlyMap<string, EndpointLimits> = new Map();

  /** @param perEndpoint of endpoints that name no number of their own */
  constructor(perEndpoint: number) {
    this.perEndpoint = perEndpoint;
  }

  /** The endpoints' own limits from now on. */
  limit(limits: ReadonlyMap<string, EndpointLimits>): void {
    this.#limits = limits;
    this.#rates.keep(new Set(limits.keys()));
  }

  /** @param now milliseconds since the Unix epoch */
  take(endpointId: string, now: number): void {
    this.#busy.set(endpointId, this.#busyAt(endpointId) + 1);
    const rate = this.#limits.get(endpointId)?.ratePerSecond;
    if (rate !== undefined) this.#rates.take(endpointId, rate, now);
  }

  /** @param reached whether the endpoint took the webhook; undefined where that was not found out */
  giveBack(endpointId: string, reached: boolean | undefined, now: number): void {
    const busy = this.#busyAt(endpointId) - 1;
    if (busy > 0) this.#busy.set(endpointId, busy);
    else this.#busy.delete(endpointId);
    if (reached === true) this.#circuits.succeeded(endpointId);
    if (reached === false) this.#circuits.failed(endpointId, now);
  }

  /** Free slots of every endpoint that has not `perEndpoint` of them. */
  free(now: number): Record<string, number> {
    const ids = new Set([...this.#busy.keys(), ...this.#circuits.broken(), ...this.#limits.keys()]);
    return Object.fromEntries([...ids].map((id) => [id, this.#freeAt(id, now)]));
  }

  /** When an endpoint that is held back by its circuit or its rate may be asked again. */
  nextChangeAt(now: number): number {
    let next = this.#circuits.nextProbeAt(now);
    for (const [id, { ratePerSecond }] of this.#limits) {
      const at = ratePerSecond === undefined ? now : this.#rates.nextAt(id, ratePerSecond, now);
      if (at > now) next = Math.min(next, at);
    }
    return next;
  }

  #freeAt(id: string, now: number): number {
    const { concurrency = this.perEndpoint, ratePerSecond } = this.#limits.get(id) ?? {};
    const state = this.#circuits.state(id, now);
    if (state === 'open') return 0;
    const free = Math.max((state === 'half_open' ? 1 : concurrency) - this.#busyAt(id), 0);
    return ratePerSecond === undefined ? free : Math.min(free, Math.max(this.#rates.available(id, ratePerSecond, now), 0));
  }

  #busyAt(endpointId: string): number {
    return this.#busy.get(endpointId) ?? 0;
  }
}

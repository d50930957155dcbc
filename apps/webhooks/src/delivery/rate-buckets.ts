interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/** So many requests a second may begin, and a second's worth at once. Of one process: two workers let twice as many begin. */
export class RateBuckets {
  readonly #buckets = new Map<string, Bucket>();

  /** How many may begin now. @param now milliseconds since the Unix epoch */
  available(endpointId: string, ratePerSecond: number, now: number): number {
    return Math.floor(this.#tokens(endpointId, ratePerSecond, now));
  }

  take(endpointId: string, ratePerSecond: number, now: number): void {
    this.#buckets.set(endpointId, { tokens: this.#tokens(endpointId, ratePerSecond, now) - 1, at: now });
  }

  /** When the next one may begin; now, where one may. */
  nextAt(endpointId: string, ratePerSecond: number, now: number): number {
    const missing = Math.max(1 - this.#tokens(endpointId, ratePerSecond, now), 0);
    return now + Math.ceil((missing / ratePerSecond) * 1_000);
  }

  /** Forgets every endpoint that has no rate any more. */
  keep(known: ReadonlySet<string>): void {
    for (const id of this.#buckets.keys()) if (!known.has(id)) this.#buckets.delete(id);
  }

  #tokens(endpointId: string, ratePerSecond: number, now: number): number {
    const { tokens, at } = this.#buckets.get(endpointId) ?? { tokens: ratePerSecond, at: now };
    return Math.min(tokens + (Math.max(now - at, 0) * ratePerSecond) / 1_000, ratePerSecond);
  }
}

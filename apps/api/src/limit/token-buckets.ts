export interface Rate {
  readonly perSecond: number;
  /** How many may come at once. */
  readonly burst: number;
}

export interface Taken {
  readonly ok: boolean;
  /** What may come at once now. */
  readonly remaining: number;
  /** Until the next one may come, or, where one may, until all may come at once again, ms. */
  readonly waitMs: number;
}

interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

const SECOND_MS = 1_000;

/** A token bucket for each name. A bounded number of them: the one that was idle for longest makes room, and is full when it comes back. */
export class TokenBuckets {
  readonly #buckets = new Map<string, Bucket>();
  readonly #maxBuckets: number;
  readonly #now: () => number;

  constructor(maxBuckets: number, now: () => number) {
    this.#maxBuckets = maxBuckets;
    this.#now = now;
  }

  take(name: string, { perSecond, burst }: Rate): Taken {
    const at = this.#now();
    const known = this.#buckets.get(name) ?? { tokens: burst, at };
    // A clock that is set back takes nothing away.
    const tokens = Math.min(burst, known.tokens + (Math.max(0, at - known.at) * perSecond) / SECOND_MS);
    const left = tokens >= 1 ? tokens - 1 : tokens;
    this.#put(name, { tokens: left, at });
    if (tokens >= 1) return { ok: true, remaining: Math.floor(left), waitMs: ((burst - left) / perSecond) * SECOND_MS };
    return { ok: false, remaining: 0, waitMs: ((1 - left) / perSecond) * SECOND_MS };
  }

  #put(name: string, bucket: Bucket): void {
    this.#buckets.delete(name);
    this.#buckets.set(name, bucket);
    if (this.#buckets.size <= this.#maxBuckets) return;
    const oldest = this.#buckets.keys().next();
    if (!oldest.done) this.#buckets.delete(oldest.value);
  }
}

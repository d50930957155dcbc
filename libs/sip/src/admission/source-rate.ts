import { isIPv6 } from 'node:net';
import type { Clock } from '../clock.ts';

export interface RateLimit {
  readonly perSecond: number;
  /** What may come at once after a silence. */
  readonly burst: number;
}

interface Bucket {
  tokens: number;
  atMs: number;
}

/** Sources that are told apart at a time. Forged ones push each other out, and share the limit for all. */
const SOURCES_MAX = 10_000;

/** Messages of one source, and of all together (token buckets). */
export class SourceRate {
  readonly #clock: Clock;
  readonly #each: RateLimit;
  readonly #all: RateLimit;
  readonly #buckets = new Map<string, Bucket>();
  readonly #total: Bucket;

  constructor(clock: Clock, { each, all }: { each: RateLimit; all: RateLimit }) {
    this.#clock = clock;
    this.#each = each;
    this.#all = all;
    this.#total = { tokens: all.burst, atMs: clock.now() };
  }

  /** Sources remembered at this moment. */
  get size(): number {
    return this.#buckets.size;
  }

  takes(host: string): boolean {
    const key = sourceOf(host);
    const bucket = this.#buckets.get(key) ?? { tokens: this.#each.burst, atMs: this.#clock.now() };
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    if (this.#buckets.size > SOURCES_MAX) this.#forgetOldest();
    return this.#take(bucket, this.#each) && this.#take(this.#total, this.#all);
  }

  /** Many at once: a table walks over all that was deleted from its front to find its first entry. */
  #forgetOldest(): void {
    let left = SOURCES_MAX / 10;
    for (const key of this.#buckets.keys()) {
      if (left-- <= 0) return;
      this.#buckets.delete(key);
    }
  }

  #take(bucket: Bucket, { perSecond, burst }: RateLimit): boolean {
    const now = this.#clock.now();
    bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.atMs) * perSecond) / 1000);
    bucket.atMs = now;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }
}

/** Who has one IPv6 address has the 2^64 of its network. */
function sourceOf(host: string): string {
  if (!isIPv6(host) || host.startsWith('::ffff:')) return host;
  const [head = '', tail] = host.split('%', 1)[0]?.split('::', 2) ?? [];
  const groups = head.split(':').filter((group) => group !== '');
  const missing = tail === undefined ? [] : Array.from({ length: Math.max(0, 4 - groups.length) }, () => '0');
  return [...groups, ...missing].slice(0, 4).join(':');
}

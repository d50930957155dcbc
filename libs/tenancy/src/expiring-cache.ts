interface Entry<Value> {
  readonly value: Value;
  readonly until: number;
}

/** Remembers a bounded number of values for a bounded time; the oldest entry makes room. */
export class ExpiringCache<Value> {
  readonly #entries = new Map<string, Entry<Value>>();
  readonly #limits: { readonly maxEntries: number; readonly ttlMs: number };
  readonly #now: () => number;

  constructor(limits: { readonly maxEntries: number; readonly ttlMs: number }, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry && entry.until > this.#now()) return entry.value;
    this.#entries.delete(key);
    return undefined;
  }

  set(key: string, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, until: this.#now() + this.#limits.ttlMs });
    if (this.#entries.size <= this.#limits.maxEntries) return;
    const oldest = this.#entries.keys().next();
    if (!oldest.done) this.#entries.delete(oldest.value);
  }

  clear(): void {
    this.#entries.clear();
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }
}

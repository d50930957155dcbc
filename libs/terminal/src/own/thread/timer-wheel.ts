/** One slot a millisecond; what is further ahead waits in the last slot and is put back. */
const SLOTS = 1024;

interface Entry<T> {
  readonly item: T;
  /** Undefined while nothing is due. */
  atMs: number | undefined;
}

/** Wakes many calls from one timer: setting and taking a time costs the same however many there are. Time is an argument. */
export class TimerWheel<T> {
  readonly #slots: Entry<T>[][] = Array.from({ length: SLOTS }, () => []);
  readonly #entries = new Map<T, Entry<T>>();
  #cursorMs: number;

  constructor(nowMs: number) {
    this.#cursorMs = Math.floor(nowMs);
  }

  get size(): number {
    return this.#entries.size;
  }

  /** In place of the time it had; undefined takes it off. */
  set(item: T, atMs: number | undefined): void {
    const entry = this.#entries.get(item);
    if (atMs === undefined) {
      if (entry) entry.atMs = undefined;
      this.#entries.delete(item);
    } else if (entry === undefined) this.#insert({ item, atMs });
    else if (entry.atMs !== undefined && atMs >= entry.atMs) entry.atMs = atMs;
    else {
      entry.atMs = undefined;
      this.#insert({ item, atMs });
    }
  }

  /** Calls `due` for all whose time has come, each off the wheel until it is set again. */
  advance(nowMs: number, due: (item: T) => void): void {
    const untilMs = Math.floor(nowMs);
    const first = Math.max(this.#cursorMs, untilMs - SLOTS + 1);
    // What is set meanwhile is set from here on.
    this.#cursorMs = untilMs;
    for (let slotMs = first; slotMs <= untilMs; slotMs += 1) {
      const slot = this.#slots[slotMs % SLOTS];
      if (slot === undefined || slot.length === 0) continue;
      for (const entry of slot.splice(0)) this.#visit(entry, nowMs, due);
    }
  }

  /** When `advance` has something to look at; at most the length of the wheel ahead. */
  nextMs(): number | undefined {
    if (this.#entries.size === 0) return undefined;
    for (let ahead = 0; ahead < SLOTS; ahead += 1) {
      if ((this.#slots[(this.#cursorMs + ahead) % SLOTS]?.length ?? 0) > 0) return this.#cursorMs + ahead;
    }
    return this.#cursorMs + SLOTS;
  }

  #insert(entry: Entry<T>): void {
    this.#entries.set(entry.item, entry);
    const atMs = Math.ceil(entry.atMs ?? 0);
    const slotMs = Math.min(Math.max(atMs, this.#cursorMs), this.#cursorMs + SLOTS - 1);
    this.#slots[slotMs % SLOTS]?.push(entry);
  }

  /** An entry that was set anew since lies in another slot as well, and says so. */
  #visit(entry: Entry<T>, nowMs: number, due: (item: T) => void): void {
    if (entry.atMs === undefined) return;
    if (Math.ceil(entry.atMs) > nowMs) return this.#insert(entry);
    this.#entries.delete(entry.item);
    entry.atMs = undefined;
    due(entry.item);
  }
}

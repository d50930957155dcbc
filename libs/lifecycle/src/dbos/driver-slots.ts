/** Faxes driven at one time in one process: each costs a workflow in memory, and most of them a call. */
export const MAX_DRIVES = 256;
/** Nudges kept for later while all slots are taken; beyond it they are dropped, and the sweeper finds the faxes. */
export const MAX_WAITING = 10_000;

type Slot = 'reserved' | 'driving' | 'driving_again';

/** Who is being driven, who is to be driven next: at most one drive per fax, and a bounded number of them. */
export class DriverSlots {
  readonly #slots = new Map<string, Slot>();
  readonly #waiting = new Set<string>();
  readonly #maxDrives: number;

  constructor(maxDrives = MAX_DRIVES) {
    this.#maxDrives = maxDrives;
  }

  /** True when the caller is to begin a drive; otherwise one is on its way, or the fax waits as far as there is room. */
  reserve(faxId: string): boolean {
    const slot = this.#slots.get(faxId);
    if (slot !== undefined) {
      // A drive that is under way may have looked already: it is to look again. One not begun yet will look anyway.
      if (slot === 'driving') this.#slots.set(faxId, 'driving_again');
      return false;
    }
    if (this.#slots.size >= this.#maxDrives) {
      if (this.#waiting.size < MAX_WAITING) this.#waiting.add(faxId);
      return false;
    }
    this.#waiting.delete(faxId);
    this.#slots.set(faxId, 'reserved');
    return true;
  }

  /** The drive begins, reserved here or resumed by the engine. False when another one is at it. */
  enter(faxId: string): boolean {
    const slot = this.#slots.get(faxId);
    const free = slot === undefined || slot === 'reserved';
    this.#slots.set(faxId, free ? 'driving' : 'driving_again');
    return free;
  }

  /** A drive that was reserved could not begin. One that runs meanwhile, resumed by the engine, keeps its slot. */
  cancel(faxId: string): string | undefined {
    return this.#slots.get(faxId) === 'reserved' ? this.leave(faxId) : undefined;
  }

  /** The drive ended. Returns who is to be driven now: the same fax if it was nudged meanwhile, or one that waited. */
  leave(faxId: string): string | undefined {
    const again = this.#slots.get(faxId) === 'driving_again';
    this.#slots.delete(faxId);
    if (again) return faxId;
    const [first] = this.#waiting;
    if (first !== undefined) this.#waiting.delete(first);
    return first;
  }

  has(faxId: string): boolean {
    return this.#slots.has(faxId);
  }

  get size(): number {
    return this.#slots.size;
  }
}

import type { Priority } from '@faxwire/fax';

/** Faxes remembered; beyond it the last of whoever has most come back by their timers alone. */
const MAX_QUEUED = 10_000;
/** A fax that was let in and never came gives its place back. */
const LET_IN_MS = 10_000;

interface RenderQueueOptions {
  readonly limit: number;
  readonly wake: (faxId: string) => void;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly maxQueued?: number;
}

export interface RenderCandidate {
  readonly faxId: string;
  readonly tenantId: string;
  readonly priority?: Priority | undefined;
}

const RANKS: Readonly<Record<Priority, number>> = { low: -1, normal: 0, high: 1 };

/**
 * Faxes that wait to be rendered, at rest: what stands in the engine's slots is only what is being rendered, so that a
 * burst of new faxes does not keep others from closing or from taking their channel. Tenants take turns, and the faxes of
 * each go in order of urgency and arrival: nobody waits for all that another one has sent.
 */
export class RenderQueue {
  readonly #options: RenderQueueOptions;
  /** Until when each has its place, ms since the epoch. */
  readonly #inside = new Map<string, number>();
  /** By tenant, its faxes with their ranks; the first tenant is next. None of the maps is empty. */
  readonly #waiting = new Map<string, Map<string, number>>();
  #queued = 0;

  constructor(options: RenderQueueOptions) {
    this.#options = options;
  }

  /** True when the fax may be rendered now; otherwise it is woken in its turn. */
  enter(candidate: RenderCandidate): boolean {
    const { limit, now } = this.#options;
    const { faxId } = candidate;
    this.#forgetLate();
    if (this.#inside.has(faxId) || this.#inside.size < limit) {
      this.#strike(candidate);
      this.#inside.set(faxId, now() + LET_IN_MS);
      return true;
    }
    this.#queue(candidate);
    return false;
  }

  /** The fax is not to be rendered any more, or was: whoever is next may come. */
  leave(candidate: RenderCandidate): void {
    this.#strike(candidate);
    if (this.#inside.get(candidate.faxId) === Infinity) return;
    if (this.#inside.delete(candidate.faxId)) this.#callNext();
  }

  /** Runs the rendering of a fax that was let in, and calls the next one. */
  async render(faxId: string, work: () => Promise<void>): Promise<void> {
    this.#inside.set(faxId, Infinity);
    try {
      await work();
    } finally {
      this.#inside.delete(faxId);
      this.#callNext();
    }
  }

  /** Its place is kept for it: nobody who comes by chance takes it. */
  #callNext(): void {
    const [next] = this.#waiting;
    if (!next) return;
    const [tenantId, faxIds] = next;
    const faxId = firstOf(faxIds);
    this.#strike({ faxId, tenantId });
    const others = this.#waiting.get(tenantId);
    if (others) {
      this.#waiting.delete(tenantId);
      this.#waiting.set(tenantId, others);
    }
    this.#inside.set(faxId, this.#options.now() + LET_IN_MS);
    this.#options.wake(faxId);
  }

  #queue({ faxId, tenantId, priority = 'normal' }: RenderCandidate): void {
    const own = this.#waiting.get(tenantId);
    if (own?.has(faxId)) return;
    if (this.#queued >= (this.#options.maxQueued ?? MAX_QUEUED) && !this.#makesRoom(own?.size ?? 0)) return;
    if (own) own.set(faxId, RANKS[priority]);
    else this.#waiting.set(tenantId, new Map([[faxId, RANKS[priority]]]));
    this.#queued += 1;
  }

  /** For somebody who has fewer there than another one. */
  #makesRoom(own: number): boolean {
    const [most] = [...this.#waiting].sort(([, one], [, other]) => other.size - one.size);
    if (!most || most[1].size <= own + 1) return false;
    const last = [...most[1].keys()].at(-1) ?? '';
    this.#strike({ faxId: last, tenantId: most[0] });
    return true;
  }

  #strike({ faxId, tenantId }: RenderCandidate): void {
    const own = this.#waiting.get(tenantId);
    if (!own?.delete(faxId)) return;
    this.#queued -= 1;
    if (own.size === 0) this.#waiting.delete(tenantId);
  }

  #forgetLate(): void {
    const now = this.#options.now();
    for (const [faxId, until] of this.#inside) if (until < now) this.#inside.delete(faxId);
  }
}

/** The most urgent; among equals, who came first. */
function firstOf(faxIds: ReadonlyMap<string, number>): string {
  const best = Math.max(...new Set(faxIds.values()));
  for (const [faxId, rank] of faxIds) if (rank === best) return faxId;
  return '';
}

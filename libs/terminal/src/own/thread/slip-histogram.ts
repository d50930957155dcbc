/** Upper edges, ms; the last bucket takes everything later. */
export const SLIP_EDGES_MS = [1, 2, 3, 5, 7, 10, 15, 20, 25, 30, 40, 60, 100, 250, 1000, Infinity] as const;

/** How late packets left, counted in memory that both threads see: one writes, anybody reads. */
export class SlipHistogram {
  readonly #counts: Uint32Array;

  constructor(readonly memory = new SharedArrayBuffer(SLIP_EDGES_MS.length * Uint32Array.BYTES_PER_ELEMENT)) {
    this.#counts = new Uint32Array(memory);
  }

  count(lateMs: number): void {
    let bucket = 0;
    while (lateMs > (SLIP_EDGES_MS[bucket] ?? Infinity)) bucket += 1;
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
  }

  /** One count for each of {@link SLIP_EDGES_MS}. */
  get counts(): readonly number[] {
    return [...this.#counts];
  }
}

/** The edge that this share of the packets did not exceed, ms; 0 without packets. */
export function slipQuantileMs(counts: readonly number[], share: number): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let left = total * share;
  const bucket = counts.findIndex((count) => (left -= count) <= 0);
  return total === 0 ? 0 : (SLIP_EDGES_MS[bucket] ?? Infinity);
}

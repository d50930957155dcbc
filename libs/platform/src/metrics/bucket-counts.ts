import { Histogram, type OpenMetricsContentType, type Registry } from 'prom-client';

export interface BucketCountsOptions {
  readonly name: string;
  readonly help: string;
  /** Upper edges, ascending, the last one `Infinity`. */
  readonly edges: readonly number[];
  readonly registers: Registry<OpenMetricsContentType>[];
}

/** A histogram of what somebody else counts: how many fell into each bucket since the start. Without a sum, which nobody knows then (OpenMetrics allows that). */
export class BucketCounts extends Histogram {
  readonly #about: { readonly name: string; readonly help: string };
  readonly #edges: readonly number[];
  #counts: readonly number[] = [];

  constructor({ name, help, edges, registers }: BucketCountsOptions) {
    super({ name, help, registers });
    this.#about = { name, help };
    this.#edges = edges;
  }

  /** @param counts one for each edge; missing ones are 0 */
  set(counts: readonly number[]): void {
    this.#counts = counts;
  }

  /** What the registry asks histograms for. */
  async getForPromString(): Promise<object> {
    let sum = 0;
    const values = this.#edges.map((edge, bucket) => {
      sum += this.#counts[bucket] ?? 0;
      return { value: sum, labels: { le: edge === Infinity ? '+Inf' : edge }, metricName: `${this.#about.name}_bucket` };
    });
    return { ...this.#about, type: 'histogram', aggregator: 'sum', values };
  }
}

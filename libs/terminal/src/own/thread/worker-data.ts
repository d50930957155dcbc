/** Given to a thread at its start. */
export interface WorkerData {
  /** Memory of its {@link SlipHistogram}. */
  readonly slip: SharedArrayBuffer;
}

/** Between two looks at the wheel: short against the 30 ms between packets, long against the cost of a look. */
export const COALESCE_MS = 2;

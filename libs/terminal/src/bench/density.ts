/** What one thread is asked to carry. */
export interface DensityOrder {
  readonly engine: 'faxwire' | 'spandsp';
  /** A document to send, as often as there are calls; received ones go beside it. */
  readonly tiffPath: string;
  readonly folder: string;
  /** New calls in a second until the machine is full: all at once would measure the start. */
  readonly callsPerSecond: number;
  readonly mostCalls: number;
  /** 99.9 % of the packets leave less late than this, or the thread is full. A jitter buffer of a gateway is at least 40 ms deep. */
  readonly mostSlipMs: number;
}

/** Two seconds of a thread. A call has two ends, and both are in it. */
export interface DensityWindow {
  readonly ends: number;
  readonly slip: readonly number[];
  /** Seconds of processor time in a second: what else the machine does is not in it. */
  readonly cores: number;
  /** The share of the time that other programs had the core, and that {@link OwnCoreClock} left out. */
  readonly stolen: number;
  readonly completed: number;
  readonly failed: number;
}

export const WINDOW_MS = 2000;

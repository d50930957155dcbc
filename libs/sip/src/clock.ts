export type Cancel = () => void;

/** Time as an argument: every timer of the stack goes through here, so that tests run in simulated time. */
export interface Clock {
  /** Milliseconds from any fixed origin; only differences count. */
  now(): number;
  schedule(delayMs: number, run: () => void): Cancel;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  schedule: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

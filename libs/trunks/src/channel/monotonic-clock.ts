/** Time that no adjustment of the calendar moves, and its alarms. */
export interface MonotonicClock {
  now(): number;
  /** Returns how to cancel it. */
  after(ms: number, wake: () => void): () => void;
}

/** The process's own. An alarm keeps no process alive. */
export const PROCESS_CLOCK: MonotonicClock = {
  now: () => performance.now(),
  after: (ms, wake) => {
    const timer = setTimeout(wake, ms).unref();
    return () => clearTimeout(timer);
  },
};

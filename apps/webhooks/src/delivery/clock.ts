export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Runs once at that time or soon after. @returns call it to cancel */
  at(time: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  at(time, run) {
    const timer = setTimeout(run, Math.max(time - Date.now(), 0));
    return () => clearTimeout(timer);
  },
};

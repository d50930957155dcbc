/** The engine port: drives faxes durably. Adapters: DBOS (embedded), Temporal (distributed). */
export interface LifecycleEngine {
  /** Resumes what was being driven when the process ended, and takes nudges from then on. */
  start(): Promise<void>;
  /** Something happened to the fax: look at it now. Carries no data; a lost nudge delays, never loses. */
  nudge(faxId: string): void;
  /**
   * The same for a caller who can come again: resolves when the engine has taken the fax up, durably where it is able to.
   * @throws EngineUnavailable when the engine is away
   */
  wake(faxId: string): Promise<void>;
  /** True while a drive of this fax runs in this process. */
  isDriving(faxId: string): boolean;
  /** Takes no new work from now on; what runs goes on. */
  drain(): Promise<void>;
  /** Drains, and waits for running steps for at most so long, ms. */
  stop(graceMs: number): Promise<void>;
}

/** Where resting faxes wait, so that a rest of hours costs a row and no memory. */
export interface TimerStore {
  /** Replaces the fax's timer; undefined rests until nudged. */
  rest(faxId: string, until: number | undefined): Promise<void>;
  /** Removes timers due at `now` (ms since the epoch) and says whose they were; at most `limit`. */
  takeDue(now: number, limit: number): Promise<readonly string[]>;
  /** When the next timer is due, ms since the epoch. */
  earliest(): Promise<number | undefined>;
}

/** The engine cannot be asked now: nobody's fault, worth coming again. */
export class EngineUnavailable extends Error {
  override readonly name = 'EngineUnavailable';
  readonly code = 'engine_unavailable';
  readonly retriable = true;
}

import type { Queries } from './postgres-timers.ts';

/** A fax that lost its driver waits at most this long for the next one. */
const SWEEP_EVERY_MS = 15_000;
/** A dead worker's channels are free again this much after they lapsed, at the latest. */
const SWEEP_CHANNELS_EVERY_MS = 5_000;
/** One page of the sweep. */
const BATCH = 500;
/** A fax that something happened to just now is being driven or about to be. */
const QUIET_SECONDS = 5;

/** A rest that was due so long ago: its driver was to wake it, and is gone. */
const OVERDUE_SECONDS = 60;

/**
 * Open faxes that neither rest, nor are held, nor are on the line: somebody must be driving each of them. Nudging one that
 * is being driven does no harm.
 */
const UNDRIVEN = `
  SELECT f.fax_id FROM fax f LEFT JOIN lifecycle_timer t ON t.fax_id = f.fax_id
  WHERE f.open AND f.status <> 'FaxHeld' AND f.fax_id > $1 AND f.updated_at < now() - make_interval(secs => $3)
    AND (t.fax_id IS NULL OR t.due_at < now() - make_interval(secs => ${OVERDUE_SECONDS}))
    AND NOT EXISTS (SELECT FROM channel c WHERE c.fax_id = f.fax_id AND c.holder IS NOT NULL AND c.lapses_at > now())
  ORDER BY f.fax_id LIMIT $2`;
const BEFORE_ALL = '';

export interface SweeperOptions {
  readonly database: Queries;
  readonly nudge: (faxId: string) => void;
  /** Gives away channels whose holders are gone. */
  readonly sweepChannels: () => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** Starts a drive for any open fax that has none: what a lost nudge, a crash or a full queue left behind. */
export class Sweeper {
  readonly #database: Queries;
  readonly #nudge: (faxId: string) => void;
  readonly #sweepChannels: () => Promise<void>;
  readonly #onError: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #channelTimer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> = Promise.resolve();

  constructor({ database, nudge, sweepChannels, onError }: SweeperOptions) {
    this.#sweepChannels = sweepChannels;
    this.#database = database;
    this.#nudge = nudge;
    this.#onError = onError;
  }

  /** Sweeps at once, quiet faxes or not: at the start of the process nobody drives any. */
  start(): void {
    this.#sweeping = this.sweep(0).catch(this.#onError);
    this.#timer = setInterval(() => {
      this.#sweeping = this.sweep(QUIET_SECONDS).catch(this.#onError);
    }, SWEEP_EVERY_MS);
    this.#timer.unref();
    this.#channelTimer = setInterval(() => void this.#sweepChannels().catch(this.#onError), SWEEP_CHANNELS_EVERY_MS);
    this.#channelTimer.unref();
  }

  async sweep(quietSeconds: number): Promise<void> {
    let after = BEFORE_ALL;
    for (;;) {
      const { rows } = await this.#database.query<{ fax_id: string }>(UNDRIVEN, [after, BATCH, quietSeconds]);
      for (const { fax_id } of rows) this.#nudge(fax_id);
      const last = rows.at(-1);
      if (!last || rows.length < BATCH) return;
      after = last.fax_id;
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    clearInterval(this.#channelTimer);
    await this.#sweeping;
  }
}

import { setMaxListeners } from 'node:events';
import { claimDeliveries, nextDueAfter, type ClaimedDelivery, type Settlement } from '@faxwire/deliveries';
import { systemClock, type Clock } from '@faxwire/platform';
import { attemptNotice, type NoticeAttemptDeps } from './notice-attempt.ts';

export interface NoticeWorkerOptions extends Omit<NoticeAttemptDeps, 'now' | 'random'> {
  /** Notices under way at a time: the mail server, or the provider, is the same for all. */
  readonly concurrency: number;
  /** Deadline of one attempt, ms: what a claim's length is made of. */
  readonly timeoutMs: number;
  readonly clock?: Clock;
  readonly random?: () => number;
  /** Calls back whenever deliveries may have been added. @returns stops it */
  readonly listen?: (onHint: () => void) => () => Promise<void>;
  readonly onEnd?: (state: Exclude<Settlement['state'], 'pending'>) => void;
  readonly onError?: (error: unknown) => void;
}

/** What a claim lasts beyond the attempt's deadline: for the records around it, ms. */
const LEASE_MARGIN_MS = 15_000;
/** Looked at without any hint, ms: what another process added or gave back while the hint was lost. */
const SAFETY_INTERVAL_MS = 10_000;
/** After an error of the database, ms. */
const ERROR_PAUSE_MS = 1_000;
/** How long `stop` lets attempts finish before it ends them, ms. */
const STOP_GRACE_MS = 5_000;

/** Claims what is due of one channel, tells it, and sleeps until there is something to do. */
export class NoticeWorker {
  readonly #options: NoticeWorkerOptions;
  readonly #clock: Clock;
  readonly #deps: NoticeAttemptDeps;
  readonly #running = new Set<Promise<void>>();
  readonly #stop = new AbortController();
  #state: 'new' | 'started' | 'stopped' = 'new';
  #wanted = false;
  #pumping: Promise<void> | undefined;
  #cancelAlarm: (() => void) | undefined;
  #unlisten: (() => Promise<void>) | undefined;

  constructor(options: NoticeWorkerOptions) {
    const { clock = systemClock, random = Math.random } = options;
    this.#options = options;
    this.#clock = clock;
    this.#deps = { ...options, now: () => clock.now(), random };
    // Every attempt listens; Node would take more than ten for a leak.
    setMaxListeners(options.concurrency + 1, this.#stop.signal);
  }

  start(): void {
    if (this.#state !== 'new') return;
    this.#state = 'started';
    this.#unlisten = this.#options.listen?.(() => this.wake());
    this.wake();
  }

  /** Something may be due. Cheap, and never too often. */
  wake(): void {
    this.#wanted = true;
    if (this.#state !== 'started') return;
    this.#pumping ??= this.#pump().finally(() => {
      this.#pumping = undefined;
      if (this.#wanted && this.#hasRoom()) this.wake();
    });
  }

  /** Resolves once nothing is due and nothing is under way. */
  async idle(): Promise<void> {
    while (this.#pumping || this.#running.size > 0) await Promise.all([this.#pumping, ...this.#running]);
  }

  /** Claims nothing more, lets attempts finish for a while, gives the rest back, and leaves. */
  async stop(graceMs: number = STOP_GRACE_MS): Promise<void> {
    this.#state = 'stopped';
    this.#cancelAlarm?.();
    const cancelGrace = this.#clock.schedule(graceMs, () => this.#stop.abort());
    await Promise.all([this.#unlisten?.(), this.idle()]);
    cancelGrace();
    this.#cancelAlarm?.();
  }

  #hasRoom(): boolean {
    return this.#state === 'started' && this.#running.size < this.#options.concurrency;
  }

  async #pump(): Promise<void> {
    try {
      while (this.#wanted && this.#hasRoom()) {
        this.#wanted = false;
        for (const delivery of await this.#claim()) this.#launch(delivery);
      }
      await this.#sleep();
    } catch (error) {
      this.#options.onError?.(error);
      this.#alarm(ERROR_PAUSE_MS);
    }
  }

  #claim(): Promise<ClaimedDelivery[]> {
    const { queries, channel, concurrency, schedule, timeoutMs } = this.#options;
    const limit = concurrency - this.#running.size;
    return claimDeliveries(queries, {
      channel, now: this.#clock.now(), leaseMs: timeoutMs + LEASE_MARGIN_MS, limit, perEndpoint: limit, slots: {}, maxAttempts: schedule.delaysMs.length,
    });
  }

  #launch(delivery: ClaimedDelivery): void {
    const running = this.#attempt(delivery).finally(() => {
      this.#running.delete(running);
      this.wake();
    });
    this.#running.add(running);
  }

  async #attempt(delivery: ClaimedDelivery): Promise<void> {
    try {
      const state = await attemptNotice(this.#deps, delivery, this.#stop.signal);
      if (state !== 'pending') this.#options.onEnd?.(state);
    } catch (error) {
      // The claim runs out by itself, and the attempt is made again.
      this.#options.onError?.(error);
    }
  }

  async #sleep(): Promise<void> {
    const now = this.#clock.now();
    const due = await nextDueAfter(this.#options.queries, now, this.#options.channel);
    this.#alarm(Math.min((due ?? Number.POSITIVE_INFINITY) - now, SAFETY_INTERVAL_MS));
  }

  #alarm(delayMs: number): void {
    this.#cancelAlarm?.();
    if (this.#state === 'started') this.#cancelAlarm = this.#clock.schedule(delayMs, () => this.wake());
  }
}

import { setMaxListeners } from 'node:events';
import {
  claimDeliveries, DEFAULT_RETRY_SCHEDULE, forgetDeliveries, nextDueAfter, type ClaimedDelivery,
  type RetrySchedule,
} from '@faxwire/deliveries';
import { systemClock, type Clock } from './clock.ts';
import { attemptDelivery, type Attempted, type DeliveryAttemptDeps, type DeliveryResult } from './delivery-attempt.ts';
import { EndpointSlots } from './endpoint-slots.ts';

export interface WebhookDeliveryWorkerOptions extends Omit<DeliveryAttemptDeps, 'schedule' | 'leaseMs' | 'clock' | 'random'> {
  readonly schedule?: RetrySchedule;
  /** Deadline of one request, ms: what a claim's length is made of. */
  readonly timeoutMs: number;
  readonly concurrencyPerEndpoint?: number;
  readonly concurrency?: number;
  readonly clock?: Clock;
  readonly random?: () => number;
  /** Calls back whenever deliveries may have been added, in this process or another. @returns stops it */
  readonly listen?: (onHint: () => void) => () => Promise<void>;
  /** Runs each delivery, e.g. inside a span. */
  readonly around?: (delivery: ClaimedDelivery, run: () => Promise<void>) => Promise<void>;
  readonly onResult?: (result: DeliveryResult) => void;
  readonly onError?: (error: unknown) => void;
}

/** Enough for one endpoint to keep up with a burst; a slow one waits for itself. */
const CONCURRENCY_PER_ENDPOINT = 4;
/** Sockets and buffers of one process. Deliveries mostly wait, and dozens of dead endpoints must not use up all of it. */
const CONCURRENCY = 256;
/** What a claim lasts beyond the request's deadline: for the records around it, ms. */
const LEASE_MARGIN_MS = 15_000;
/** Looked at without any hint, ms: what another process added or gave back while the hint was lost. */
const SAFETY_INTERVAL_MS = 10_000;
/** After an error of the database, ms. */
const ERROR_PAUSE_MS = 1_000;
/** The delivery log answers questions about the last month; the faxes' own history stays. */
const RETENTION_MS = 30 * 24 * 3_600_000;
const FORGET_INTERVAL_MS = 3_600_000;
/** So long an endpoint's new limits may go unnoticed, ms. */
const LIMITS_MS = 5_000;
/** How long `stop` lets requests finish before it ends them, ms. */
const STOP_GRACE_MS = 5_000;

/** Claims what is due, delivers it, and sleeps until there is something to do. */
export class WebhookDeliveryWorker {
  readonly #options: WebhookDeliveryWorkerOptions;
  readonly #deps: DeliveryAttemptDeps;
  readonly #slots: EndpointSlots;
  readonly #running = new Set<Promise<void>>();
  readonly #stop = new AbortController();
  #state: 'new' | 'started' | 'stopped' = 'new';
  #wanted = false;
  #forgetAt = 0;
  #limitsUntil = 0;
  #pumping: Promise<void> | undefined;
  #cancelAlarm: (() => void) | undefined;
  #unlisten: (() => Promise<void>) | undefined;

  constructor(options: WebhookDeliveryWorkerOptions) {
    const { schedule = DEFAULT_RETRY_SCHEDULE, clock = systemClock, random = Math.random } = options;
    this.#options = options;
    this.#deps = { ...options, schedule, clock, random, leaseMs: options.timeoutMs + LEASE_MARGIN_MS };
    // Every running request listens; Node would take more than ten for a leak.
    setMaxListeners(options.concurrency ?? CONCURRENCY, this.#stop.signal);
    this.#slots = new EndpointSlots(options.concurrencyPerEndpoint ?? CONCURRENCY_PER_ENDPOINT);
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

  /** Claims nothing more, lets requests finish for a while, gives the rest back, and leaves. */
  async stop(graceMs: number = STOP_GRACE_MS): Promise<void> {
    this.#state = 'stopped';
    this.#cancelAlarm?.();
    const timer = setTimeout(() => this.#stop.abort(), graceMs);
    await Promise.all([this.#unlisten?.(), this.idle()]);
    clearTimeout(timer);
    this.#cancelAlarm?.();
  }

  #hasRoom(): boolean {
    return this.#state === 'started' && this.#running.size < this.#concurrency();
  }

  #concurrency(): number {
    return this.#options.concurrency ?? CONCURRENCY;
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
      this.#alarm(this.#deps.clock.now() + ERROR_PAUSE_MS);
    }
  }

  async #claim(): Promise<ClaimedDelivery[]> {
    await this.#refreshLimits();
    const { queries, clock, leaseMs, schedule } = this.#deps;
    return claimDeliveries(queries, {
      now: clock.now(), leaseMs, limit: this.#concurrency() - this.#running.size,
      perEndpoint: this.#slots.perEndpoint, slots: this.#slots.free(clock.now()), maxAttempts: schedule.delaysMs.length,
    });
  }

  async #refreshLimits(): Promise<void> {
    const now = this.#deps.clock.now();
    if (now < this.#limitsUntil) return;
    this.#slots.limit(await this.#deps.endpoints.limits());
    this.#limitsUntil = now + LIMITS_MS;
  }

  #launch(delivery: ClaimedDelivery): void {
    this.#slots.take(delivery.endpointId, this.#deps.clock.now());
    const running = this.#deliver(delivery).finally(() => {
      this.#running.delete(running);
      this.wake();
    });
    this.#running.add(running);
  }

  async #deliver(delivery: ClaimedDelivery): Promise<void> {
    let attempted: Attempted | undefined;
    try {
      const around = this.#options.around ?? ((_, run) => run());
      await around(delivery, async () => {
        attempted = await attemptDelivery(this.#deps, delivery, this.#stop.signal);
      });
      if (attempted) this.#options.onResult?.(attempted.result);
    } catch (error) {
      // The claim runs out by itself, and the delivery is made again.
      this.#options.onError?.(error);
    } finally {
      this.#slots.giveBack(delivery.endpointId, attempted?.reached, this.#deps.clock.now());
    }
  }

  async #sleep(): Promise<void> {
    const { queries, clock } = this.#deps;
    const now = clock.now();
    if (now >= this.#forgetAt) this.#forgetAt = (await forgetDeliveries(queries, now - RETENTION_MS)).more ? now : now + FORGET_INTERVAL_MS;
    const due = await nextDueAfter(queries, now);
    this.#alarm(Math.min(due ?? Number.POSITIVE_INFINITY, this.#slots.nextChangeAt(now), now + SAFETY_INTERVAL_MS));
  }

  #alarm(time: number): void {
    this.#cancelAlarm?.();
    if (this.#state === 'started') this.#cancelAlarm = this.#deps.clock.at(time, () => this.wake());
  }
}

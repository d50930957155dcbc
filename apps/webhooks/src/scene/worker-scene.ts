import { randomUUID } from 'node:crypto';
import { WebhookSender } from '@faxwire/deliveries';
import { Receiver } from '@faxwire/testing';
import { WebhookDeliveryWorker, type WebhookDeliveryWorkerOptions } from '../delivery/webhook-delivery-worker.ts';
import { WebhookConsumer } from '../webhook-consumer.ts';
import { ManualClock } from './manual-clock.ts';
import { EndpointsInMemory, START, StreamsInMemory, storage, type Storage } from './scene.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
/** Of requests that are to succeed on a busy machine. */
export const TIMEOUT_MS = 10 * SECOND;
/** After this an unsettled claim is anybody's. */
export const LEASE_MS = TIMEOUT_MS + 15 * SECOND;
const THREE_ATTEMPTS = { delaysMs: [0, 5 * SECOND, 5 * MINUTE], jitterFraction: 0 };

/** Workers on a real database and real receivers, and a clock that stands still; `reset` after each test. */
export class WorkerScene {
  readonly store: Storage;
  clock = new ManualClock(START);
  endpoints = new EndpointsInMemory();
  faxes = new StreamsInMemory();
  consumer: WebhookConsumer;
  readonly #receivers: Receiver[] = [];
  readonly #workers: WebhookDeliveryWorker[] = [];

  private constructor(store: Storage) {
    this.store = store;
    this.consumer = this.#newConsumer();
  }

  static async open(): Promise<WorkerScene> {
    return new WorkerScene(await storage());
  }

  async reset(): Promise<void> {
    await Promise.all(this.#workers.splice(0).map((worker) => worker.stop(0)));
    await Promise.all(this.#receivers.splice(0).map((receiver) => receiver.stop()));
    await this.store.clear();
    this.clock = new ManualClock(START);
    this.endpoints = new EndpointsInMemory();
    this.faxes = new StreamsInMemory();
    this.consumer = this.#newConsumer();
  }

  async receiver(...answer: Parameters<typeof Receiver.start>): Promise<Receiver> {
    const started = await Receiver.start(...answer);
    this.#receivers.push(started);
    return started;
  }

  worker(options: Partial<WebhookDeliveryWorkerOptions> = {}): WebhookDeliveryWorker {
    const { endpoints, faxes, clock } = this;
    const sender = new WebhookSender({ allowLoopback: true, timeoutMs: TIMEOUT_MS });
    const made = new WebhookDeliveryWorker({
      queries: this.store.queries, endpoints, faxes, sender, schedule: THREE_ATTEMPTS, timeoutMs: TIMEOUT_MS, clock, random: () => 0, ...options,
    });
    this.#workers.push(made);
    return made;
  }

  /** A worker that has done what was due. */
  async started(options: Partial<WebhookDeliveryWorkerOptions> = {}): Promise<WebhookDeliveryWorker> {
    const running = this.worker(options);
    running.start();
    await running.idle();
    return running;
  }

  /** A received fax whose first event is noted for every endpoint. */
  async receivedFax(): Promise<string> {
    const faxId = randomUUID();
    await this.faxes.receive(faxId);
    await this.consumer.accept(await this.faxes.lastEvent(faxId));
    return faxId;
  }

  async after(ms: number, running: WebhookDeliveryWorker): Promise<void> {
    this.clock.advance(ms);
    running.wake();
    await running.idle();
  }

  #newConsumer(): WebhookConsumer {
    const { endpoints, faxes, clock } = this;
    return new WebhookConsumer({ queries: this.store.queries, endpoints, faxes, clock, firstDelayMs: 0 });
  }
}

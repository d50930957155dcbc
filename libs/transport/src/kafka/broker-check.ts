import type { Admin } from 'kafkajs';
import { KafkaDeadlineExceeded, within } from './deadline.ts';

/** A broker that does not answer in this time is not there for an event either. */
const ANSWER_WITHIN_MS = 1_500;
/** Whoever asks more often than this is told the same again. */
const GOOD_FOR_MS = 2_000;

/** Whether the brokers answer and have the topic; asked by probes, so it costs little however often it is. */
export class BrokerCheck {
  readonly #admin: () => Admin;
  readonly #topic: string;
  #goodUntilMs = 0;
  #asking: Promise<void> | undefined;
  /** A question without an answer, that its client has not given up yet. */
  #busy: Promise<void> | undefined;

  constructor(admin: () => Admin, topic: string) {
    this.#admin = admin;
    this.#topic = topic;
  }

  /** @throws where they do not */
  async check(): Promise<void> {
    if (performance.now() < this.#goodUntilMs) return;
    if (this.#busy) throw new KafkaDeadlineExceeded('Kafka has not answered.');
    this.#asking ??= this.#ask().finally(() => (this.#asking = undefined));
    await this.#asking;
  }

  async #ask(): Promise<void> {
    const admin = this.#admin();
    const asked = admin.connect().then(() => admin.fetchTopicMetadata({ topics: [this.#topic] }));
    // Not while it still connects: the connection that comes of it would be left open.
    const settled = asked.then(() => {}, () => {}).then(() => admin.disconnect()).catch(() => {});
    try {
      await within(ANSWER_WITHIN_MS, asked);
      this.#goodUntilMs = performance.now() + GOOD_FOR_MS;
    } catch (error) {
      // One that hangs is waited for before the next is begun.
      this.#busy = settled.finally(() => (this.#busy = undefined));
      throw error;
    }
  }
}

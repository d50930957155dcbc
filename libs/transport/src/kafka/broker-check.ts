import type { Admin } from 'kafkajs';
import { within } from './deadline.ts';

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

  /** @param admin of a client that does not try again by itself */
  constructor(admin: () => Admin, topic: string) {
    this.#admin = admin;
    this.#topic = topic;
  }

  /** @throws where they do not */
  async check(): Promise<void> {
    if (performance.now() < this.#goodUntilMs) return;
    this.#asking ??= this.#ask().finally(() => (this.#asking = undefined));
    await this.#asking;
  }

  async #ask(): Promise<void> {
    const admin = this.#admin();
    try {
      await within(ANSWER_WITHIN_MS, admin.connect().then(() => admin.fetchTopicMetadata({ topics: [this.#topic] })));
      this.#goodUntilMs = performance.now() + GOOD_FOR_MS;
    } finally {
      void admin.disconnect().catch(() => {});
    }
  }
}

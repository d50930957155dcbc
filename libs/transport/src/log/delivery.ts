import type { FaxCloudEvent } from '@faxwire/contracts';
import { isConnectionFailure, type Queryable, type StoredEvent } from '@faxwire/event-log';
import { toCloudEvent } from '../cloud-event.ts';
import type { SubscriptionOptions } from '../event-source.ts';
import { HandlerUnavailable } from '../handler-unavailable.ts';
import { FIRST_RETRY_MS, MAX_TRIES, MAX_WAIT_MS, REPLAY_BATCH } from '../limits.ts';
import { moveCheckpoint } from './consumer-checkpoint.ts';
import { buryEvent, removeDeadLetter, requestedDeadLetters } from './dead-letter.ts';
import { LazyTransaction } from './lazy-transaction.ts';
import type { TrailingCheckpoint } from './trailing-checkpoint.ts';

export type OnError = (error: unknown, about: { readonly group: string; readonly eventId?: string }) => void;

/** An event that was set aside, after it is. */
export type OnDeadLetter = (about: { readonly group: string; readonly eventId: string }) => void;

export interface DeliveryOptions extends Pick<SubscriptionOptions, 'group' | 'handle'> {
  readonly onError: OnError;
  readonly onDeadLetter?: OnDeadLetter;
}

export interface Pace {
  wait(ms: number): Promise<void>;
  stopping(): boolean;
}

/** `stored`: with its checkpoint. `pending`: the effect is done, the checkpoint may follow. `abandoned`: asked to stop. */
export type Outcome = 'stored' | 'pending' | 'abandoned';

/** Hands one event to the handler until it is done or set aside. */
export class Delivery {
  readonly #options: DeliveryOptions;
  readonly #pace: Pace;
  /** Outlives the connection: an event whose handling ends the connection must not come back for ever. */
  #failed = { eventId: '', tries: 0, last: undefined as unknown };

  constructor(options: DeliveryOptions, pace: Pace) {
    this.#options = options;
    this.#pace = pace;
  }

  async deliver(client: Queryable, stored: StoredEvent, before: TrailingCheckpoint): Promise<Outcome> {
    const event = toCloudEvent(stored);
    if (this.#failed.eventId !== event.id) this.#failed = { eventId: event.id, tries: 0, last: undefined };
    const move = (on: Queryable) => moveCheckpoint(on, this.#options.group, stored);
    for (let round = 0; !this.#pace.stopping(); round += 1) {
      if (this.#failed.tries >= MAX_TRIES) return this.#bury(client, event, move);
      const done = await this.#try(client, event, move);
      if (done) return done;
      // What is done stays done, however long this one takes.
      await before.store();
      if (this.#failed.tries < MAX_TRIES) await this.#pace.wait(Math.min(FIRST_RETRY_MS * 2 ** round, MAX_WAIT_MS));
    }
    return 'abandoned';
  }

  /** What an operator asked to be handled again, one try each. */
  async replay(client: Queryable): Promise<void> {
    const { group } = this.#options;
    for (const letter of await requestedDeadLetters(client, group, REPLAY_BATCH)) {
      if (this.#pace.stopping()) return;
      this.#failed = { eventId: letter.event.id, tries: 0, last: undefined };
      const done = await this.#try(client, letter.event, (on) => removeDeadLetter(on, letter.id));
      if (done === 'pending') await removeDeadLetter(client, letter.id);
      if (done) continue;
      if (this.#failed.tries === 0) return;
      await buryEvent(client, group, { event: letter.event, error: this.#failed.last, tries: this.#failed.tries });
    }
  }

  /** Undefined after a failure, which is counted unless it was nobody's fault. */
  async #try(client: Queryable, event: FaxCloudEvent, last: (on: Queryable) => Promise<void>): Promise<Outcome | undefined> {
    const effect = new LazyTransaction(client);
    try {
      await this.#options.handle(event, effect);
      if (!effect.used) return effect.close('pending');
      await effect.commit(() => last(client));
      return 'stored';
    } catch (error) {
      this.#options.onError(error, { group: this.#options.group, eventId: event.id });
      const blameless = error instanceof HandlerUnavailable || (isConnectionFailure(error) && !effect.used);
      if (!blameless) this.#failed = { ...this.#failed, tries: this.#failed.tries + 1, last: error };
      await effect.rollback();
      return undefined;
    }
  }

  async #bury(client: Queryable, event: FaxCloudEvent, move: (on: Queryable) => Promise<void>): Promise<Outcome> {
    const { tries, last } = this.#failed;
    await client.query('BEGIN');
    try {
      await buryEvent(client, this.#options.group, { event, error: last, tries });
      await move(client);
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    }
    this.#options.onDeadLetter?.({ group: this.#options.group, eventId: event.id });
    return 'stored';
  }
}

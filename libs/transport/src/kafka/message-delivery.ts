import type { FaxCloudEvent } from '@faxwire/contracts';
import { isConnectionFailure } from '@faxwire/event-log';
import type { KafkaMessage } from 'kafkajs';
import type pg from 'pg';
import type { SubscriptionOptions } from '../event-source.ts';
import { HandlerUnavailable } from '../handler-unavailable.ts';
import { FIRST_RETRY_MS, MAX_TRIES, MAX_WAIT_MS } from '../limits.ts';
import type { OnDeadLetter, OnError, Pace } from '../log/delivery.ts';
import { ClaimedTransaction } from './claimed-transaction.ts';
import { REPLAY_FOR, originOf, type MessagePlace } from './dead-letter-message.ts';
import type { DeadLetterTopic } from './dead-letter-topic.ts';
import { headerOf, readMessage } from './event-message.ts';

export interface MessageDeliveryOptions extends Pick<SubscriptionOptions, 'group' | 'handle' | 'types'> {
  readonly pool: pg.Pool;
  readonly deadLetters: DeadLetterTopic;
  readonly onError: OnError;
  readonly onDeadLetter?: OnDeadLetter;
}

/** `done`: the offset may move. `unavailable`: the same message again after `waitMs`. `abandoned`: asked to stop. */
export type DeliveryOutcome = { readonly type: 'done' | 'abandoned' } | { readonly type: 'unavailable'; readonly waitMs: number };

const DONE: DeliveryOutcome = { type: 'done' };
const ABANDONED: DeliveryOutcome = { type: 'abandoned' };

/** Where a partition stands still: outlives the batch, which is fetched again after a wait. */
interface Standing {
  readonly offset: string;
  readonly tries: number;
  readonly rounds: number;
  readonly last: unknown;
}

type Tried = 'done' | 'failed' | 'unavailable';

/** Hands one message to the handler until it is done or set aside. */
export class MessageDelivery {
  readonly #options: MessageDeliveryOptions;
  readonly #standing = new Map<number, Standing>();

  constructor(options: MessageDeliveryOptions) {
    this.#options = options;
  }

  async deliver(message: KafkaMessage, place: MessagePlace, pace: Pace): Promise<DeliveryOutcome> {
    const replayFor = headerOf(message.headers, REPLAY_FOR);
    if (replayFor !== undefined && replayFor !== this.#options.group) return DONE;
    const read = readMessage(message);
    if (read.ok && !this.#wants(read.event)) return DONE;
    if (!read.ok) {
      this.#stand(place, { tries: 1, last: read.reason });
      return this.#bury(message, place, undefined);
    }
    const maxTries = replayFor === undefined ? MAX_TRIES : 1;
    while (!pace.stopping()) {
      if (this.#at(place).tries >= maxTries) return this.#bury(message, place, read.event);
      const tried = await this.#try(read.event, place);
      if (tried === 'done') return replayFor === undefined ? this.#pass(place) : this.#strikeOff(place, read.event);
      if (tried === 'unavailable') return this.#unavailable(place);
      const { tries } = this.#at(place);
      if (tries < maxTries) await pace.wait(Math.min(FIRST_RETRY_MS * 2 ** (tries - 1), MAX_WAIT_MS));
    }
    return ABANDONED;
  }

  #wants({ type }: FaxCloudEvent): boolean {
    const { types } = this.#options;
    return types === undefined || types.includes(type);
  }

  async #try(event: FaxCloudEvent, place: MessagePlace): Promise<Tried> {
    const { pool, group, handle, onError } = this.#options;
    const effect = new ClaimedTransaction(pool, group, event.id);
    try {
      await handle(event, effect);
      // A handler may have swallowed that the effect is stored.
      if (effect.stored) await effect.rollback();
      else await effect.commit();
      return 'done';
    } catch (error) {
      await effect.rollback();
      if (effect.stored) return 'done';
      onError(error, { group, eventId: event.id });
      if (await this.#isBlameless(error, effect)) return 'unavailable';
      this.#stand(place, { tries: this.#at(place).tries + 1, last: error });
      return 'failed';
    }
  }

  /** A lost connection is nobody's fault, unless the database is there and only this event's transaction was broken. */
  async #isBlameless(error: unknown, effect: ClaimedTransaction): Promise<boolean> {
    if (error instanceof HandlerUnavailable) return true;
    if (!isConnectionFailure(error)) return false;
    if (!effect.used) return true;
    return this.#options.pool.query('SELECT').then(() => false, () => true);
  }

  async #bury(message: KafkaMessage, place: MessagePlace, event: FaxCloudEvent | undefined): Promise<DeliveryOutcome> {
    const { deadLetters, group, onDeadLetter, onError } = this.#options;
    const { tries, last } = this.#at(place);
    const origin = originOf(message, place);
    const id = event?.id ?? origin.id;
    try {
      await deadLetters.bury({ id, group, error: last, tries, place: origin.place, message });
    } catch (error) {
      onError(error, { group, eventId: id });
      return this.#unavailable(place);
    }
    onDeadLetter?.({ group, eventId: id });
    return this.#pass(place);
  }

  async #strikeOff(place: MessagePlace, event: FaxCloudEvent): Promise<DeliveryOutcome> {
    const { deadLetters, group, onError } = this.#options;
    try {
      await deadLetters.strikeOff(group, event.id);
      return this.#pass(place);
    } catch (error) {
      onError(error, { group, eventId: event.id });
      return this.#unavailable(place);
    }
  }

  #pass({ partition }: MessagePlace): DeliveryOutcome {
    this.#standing.delete(partition);
    return DONE;
  }

  #unavailable(place: MessagePlace): DeliveryOutcome {
    const { rounds } = this.#at(place);
    this.#stand(place, { rounds: rounds + 1 });
    return { type: 'unavailable', waitMs: Math.min(FIRST_RETRY_MS * 2 ** Math.min(rounds, 10), MAX_WAIT_MS) };
  }

  #at({ partition, offset }: MessagePlace): Standing {
    const standing = this.#standing.get(partition);
    return standing?.offset === offset ? standing : { offset, tries: 0, rounds: 0, last: undefined };
  }

  #stand(place: MessagePlace, change: Partial<Standing>): void {
    this.#standing.set(place.partition, { ...this.#at(place), ...change });
  }
}

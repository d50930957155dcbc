import type { FaxCloudEvent } from '@faxwire/contracts';
import type { Effect, EventSource, Subscription } from '@faxwire/transport';
import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import { lastValueFrom } from 'rxjs';
import type { Lag } from '../metrics/metrics.ts';
import { linkOf } from '../telemetry/traceparent.ts';
import { withSpan } from '../telemetry/with-span.ts';
import { FaxEventContext } from './fax-event-context.ts';

/** The pattern of a handler that wants every event. */
export const EVERY_EVENT = '*';

export interface FaxEventStrategyOptions {
  readonly source: EventSource;
  /** The consumer group: its checkpoint is what is read once, however many processes there are. */
  readonly group: string;
}

/**
 * Feeds fax events to ordinary `@EventPattern('FaxSent')` methods. An event counts as handled when every handler of it
 * has come to its end; what one of them throws goes to the source, which tries again and at last sets the event aside.
 * A handler bounds its own time: the source waits for it, and stands still meanwhile.
 */
export class FaxEventStrategy extends Server implements CustomTransportStrategy {
  /** Failures are the source's to report: it knows how many tries are left. Otherwise Nest would log each of them as well. */
  override readonly propagatesEventHandlerErrors = true;
  override readonly transportId = Symbol('faxwire.events');
  readonly #options: FaxEventStrategyOptions;
  #subscription: Subscription | undefined;

  constructor(options: FaxEventStrategyOptions) {
    super();
    this.#options = options;
  }

  listen(callback: (error?: unknown) => void): void {
    try {
      this.#subscription = this.#subscribe();
      callback();
    } catch (error) {
      callback(error);
    }
  }

  async close(): Promise<void> {
    await this.#subscription?.stop();
    this.#subscription = undefined;
  }

  /** How far the group is behind; undefined while it does not listen. */
  async lag(): Promise<Lag | undefined> {
    return this.#subscription?.lag();
  }

  on(): never {
    throw new Error('An event source has no events of its own: use its subscription.');
  }

  unwrap<T>(): T {
    return this.#subscription as T;
  }

  #subscribe(): Subscription {
    const { source, group } = this.#options;
    const types = [...this.getHandlers().keys()];
    if (types.length === 0) throw new Error(`No event handler for the consumer group ${group}.`);
    return source.subscribe({
      group,
      ...(types.includes(EVERY_EVENT) ? {} : { types }),
      handle: (event, effect) => this.#handle(event, effect),
    });
  }

  async #handle(event: FaxCloudEvent, effect: Effect): Promise<void> {
    const { type, traceparent, subject } = event;
    const handlers = [type, EVERY_EVENT].map((pattern) => this.getHandlers().get(pattern)).filter((handler) => handler !== undefined);
    const attributes = { 'messaging.consumer.group.name': this.#options.group, 'messaging.operation.type': 'process' };
    await withSpan(`process ${type}`, { kind: 'CONSUMER', attributes, faxId: subject, links: [linkOf(traceparent)] }, async () => {
      for (const handler of handlers) await this.#finished(handler, event, effect);
    });
  }

  async #finished(handler: MessageHandler, event: FaxCloudEvent, effect: Effect): Promise<void> {
    const result: unknown = await handler(event, new FaxEventContext(effect));
    await lastValueFrom(this.transformToObservable(result), { defaultValue: undefined });
  }
}

import type { FaxCloudEvent } from '@faxwire/contracts';
import { eraseDeliveries, insertDeliveries, type Queries } from '@faxwire/deliveries';
import { fold } from '@faxwire/fax';
import type { Clock } from './delivery/clock.ts';
import { webhookBody } from './payload.ts';
import type { EndpointDirectory, FaxStreams } from './ports.ts';

export interface WebhookConsumerDeps {
  readonly queries: Queries;
  readonly endpoints: Pick<EndpointDirectory, 'findForEvent'>;
  readonly faxes: Pick<FaxStreams, 'history'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Before the first attempt, ms. */
  readonly firstDelayMs: number;
}

/** Turns an event into notes of whom to tell. Telling is the worker's business. */
export class WebhookConsumer {
  readonly #deps: WebhookConsumerDeps;

  constructor(deps: WebhookConsumerDeps) {
    this.#deps = deps;
  }

  /**
   * Idempotent by event and endpoint.
   * @param effect the transaction that moves the consumer's checkpoint: both are stored together. Readers of the log wait
   *   for it once it began, so its one statement comes last.
   * @returns how many deliveries were added
   */
  async accept(event: FaxCloudEvent, effect: Queries = this.#deps.queries): Promise<number> {
    const { endpoints, faxes, clock, firstDelayMs } = this.#deps;
    // What was sent before tells of people, too. That it was sent stays.
    if (event.type === 'FaxPersonalDataErased') await eraseDeliveries(effect, event.subject);
    const wanted = await endpoints.findForEvent(event.tenantid, event.type);
    if (wanted.length === 0) return 0;
    const stream = await faxes.history(event.subject);
    const { mode } = fold(stream.map(({ event: happened }) => happened));
    // Endpoints of test keys hear of test faxes alone.
    const endpointIds = wanted.filter((endpoint) => endpoint.mode === 'live' || mode === 'test').map(({ id }) => id).filter((id) => !isAbout(event, id));
    if (endpointIds.length === 0) return 0;
    const body = webhookBody(event, stream);
    const { id: eventId, tenantid: tenantId, subject: faxId, sequence, type: eventType, traceparent: traceParent } = event;
    const delivery = { eventId, tenantId, faxId, sequence, eventType, body, traceParent, endpointIds };
    return insertDeliveries(effect, delivery, { now: clock.now(), delayMs: firstDelayMs });
  }
}

/** The endpoint that failed is not told that it failed. */
function isAbout({ type, data }: FaxCloudEvent, endpointId: string): boolean {
  return type === 'FaxWebhookUpdateFailed' && 'endpointId' in data && data.endpointId === endpointId;
}

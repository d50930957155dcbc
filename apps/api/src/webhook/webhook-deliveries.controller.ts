import { Body, Controller, Inject, Param, Query } from '@nestjs/common';
import {
  AcknowledgeMissedEvents, MAX_RESENT, ResendWebhooks, timestamp, type AcknowledgedBody, type MissedEventListBody, type ResentWebhooksBody, type WebhookDeliveryBody,
  type WebhookDeliveryListBody,
} from '@faxwire/contracts';
import type { OwnEndpoint, ResendWish } from '@faxwire/deliveries';
import { ProblemError } from '@faxwire/platform';
import type { Principal } from '@faxwire/tenancy';
import { API_DEPENDENCIES, type ApiDependencies } from '../api-dependencies.ts';
import { Caller } from '../auth/principal.ts';
import { Answers } from '../operation.ts';
import { OPERATIONS } from '../operations.ts';
import { validate } from '../validate.ts';
import { listOf, nextOf, pageOf } from './delivery-query.ts';
import { deliveryBody, missedEventBody } from './delivery-view.ts';
import { ownEndpoint } from './own-endpoint.ts';

@Controller()
export class WebhookDeliveriesController {
  readonly #endpoints: ApiDependencies['webhookEndpoints'];
  readonly #deliveries: ApiDependencies['deliveries'];

  constructor(@Inject(API_DEPENDENCIES) { webhookEndpoints, deliveries }: ApiDependencies) {
    this.#endpoints = webhookEndpoints;
    this.#deliveries = deliveries;
  }

  @Answers(OPERATIONS.listWebhookDeliveries)
  async list(@Caller() caller: Principal, @Param('endpointId') id: string, @Query() query: unknown): Promise<WebhookDeliveryListBody> {
    const wanted = listOf(query);
    const found = await this.#deliveries.list(await this.#own(caller, id), wanted);
    const next = nextOf(found, wanted.page.limit);
    return { deliveries: found.map(deliveryBody), ...(next !== undefined && { next }) };
  }

  @Answers(OPERATIONS.getWebhookDelivery)
  async get(@Caller() caller: Principal, @Param('endpointId') id: string, @Param('deliveryId') deliveryId: string): Promise<WebhookDeliveryBody> {
    return this.#delivery(await this.#own(caller, id), deliveryId);
  }

  @Answers(OPERATIONS.resendWebhookDelivery)
  async resend(@Caller() caller: Principal, @Param('endpointId') id: string, @Param('deliveryId') deliveryId: string): Promise<ResentWebhooksBody> {
    const own = await this.#own(caller, id, 'enabled');
    await this.#delivery(own, deliveryId);
    if (!(await this.#deliveries.resend(own, deliveryId))) throw new ProblemError('webhook_delivery_not_resendable');
    // Not the delivery: its body is about people, and the audit log keeps what a change answers.
    return { resent: 1, more: false };
  }

  @Answers(OPERATIONS.resendWebhookDeliveries)
  async resendAll(@Caller() caller: Principal, @Param('endpointId') id: string, @Body() body: unknown): Promise<ResentWebhooksBody> {
    const wish = wishOf(validate(ResendWebhooks, body ?? {}));
    const own = await this.#own(caller, id, 'enabled');
    const { resent, lastAt } = await this.#deliveries.resendAll(own, { wish, limit: MAX_RESENT });
    const more = resent === MAX_RESENT;
    return { resent, more, ...(more && lastAt !== undefined && !('missed' in wish) && { nextFrom: timestamp(lastAt) }) };
  }

  @Answers(OPERATIONS.listMissedEvents)
  async missed(@Caller() caller: Principal, @Param('endpointId') id: string, @Query() query: unknown): Promise<MissedEventListBody> {
    const page = pageOf(query);
    const found = await this.#deliveries.missed(await this.#own(caller, id), page);
    const next = nextOf(found, page.limit);
    return { missedEvents: found.map(missedEventBody), ...(next !== undefined && { next }) };
  }

  @Answers(OPERATIONS.acknowledgeMissedEvents)
  async acknowledge(@Caller() caller: Principal, @Param('endpointId') id: string, @Body() body: unknown): Promise<AcknowledgedBody> {
    const { ids } = validate(AcknowledgeMissedEvents, body ?? {});
    return { acknowledged: await this.#deliveries.acknowledge(await this.#own(caller, id), ids) };
  }

  /** @throws ProblemError where the tenant has no such endpoint */
  async #own(caller: Principal, endpointId: string, needed?: 'enabled'): Promise<OwnEndpoint> {
    const endpoint = await ownEndpoint(this.#endpoints, caller, endpointId);
    if (needed === 'enabled' && endpoint.disabled) throw new ProblemError('webhook_endpoint_is_disabled');
    return { tenantId: endpoint.tenantId, endpointId };
  }

  async #delivery(own: OwnEndpoint, eventId: string): Promise<WebhookDeliveryBody> {
    const delivery = await this.#deliveries.find(own, eventId);
    if (!delivery) throw new ProblemError('webhook_delivery_not_found');
    return deliveryBody(delivery);
  }
}

function wishOf({ missed, from = '', to = '' }: ResendWebhooks): ResendWish {
  return missed ? { missed } : { from: Date.parse(from), to: Date.parse(to) };
}

import { Body, Controller, Inject, Query } from '@nestjs/common';
import {
  CreateWebhookEndpoint, DeleteWebhookEndpoint, timestamp, type CreatedWebhookEndpointBody, type WebhookEndpointBody, type WebhookEndpointListBody,
} from '@faxwire/contracts';
import { ProblemError } from '@faxwire/platform';
import type { Principal, WebhookEndpoint } from '@faxwire/tenancy';
import { API_DEPENDENCIES, type ApiDependencies } from '../api-dependencies.ts';
import { Caller } from '../auth/principal.ts';
import { Answers } from '../operation.ts';
import { OPERATIONS } from '../operations.ts';
import { validate } from '../validate.ts';

@Controller()
export class WebhookEndpointsController {
  readonly #deps: ApiDependencies;

  constructor(@Inject(API_DEPENDENCIES) deps: ApiDependencies) {
    this.#deps = deps;
  }

  @Answers(OPERATIONS.createWebhookEndpoint)
  async create(@Caller() { tenantId }: Principal, @Body() body: unknown): Promise<CreatedWebhookEndpointBody> {
    const { url, events = [], description = '' } = validate(CreateWebhookEndpoint, body ?? {});
    const check = this.#deps.checkWebhookUrl(url);
    if (!check.ok) throw new ProblemError('invalid_webhook_url', { detail: check.reason });
    const creation = await this.#deps.webhookEndpoints.create(tenantId, { url, events, description });
    if (!creation.ok) throw new ProblemError(creation.code);
    return { ...endpointBody(creation.endpoint), secret: creation.secret };
  }

  @Answers(OPERATIONS.listWebhookEndpoints)
  async list(@Caller() { tenantId }: Principal): Promise<WebhookEndpointListBody> {
    return { endpoints: (await this.#deps.webhookEndpoints.list(tenantId)).map(endpointBody) };
  }

  @Answers(OPERATIONS.deleteWebhookEndpoint)
  async delete(@Caller() { tenantId }: Principal, @Query() query: { id?: string }, @Body() body: unknown): Promise<void> {
    const { id } = validate(DeleteWebhookEndpoint, body ?? query);
    if (!(await this.#deps.webhookEndpoints.delete(tenantId, id))) throw new ProblemError('webhook_endpoint_not_found');
  }
}

function endpointBody({ id, url, events, description, disabled, disabledReason, createdAt }: WebhookEndpoint): WebhookEndpointBody {
  return {
    id, url, events: events as WebhookEndpointBody['events'], description, disabled,
    ...(disabledReason !== undefined && { disabledReason }), createdOn: timestamp(createdAt),
  };
}

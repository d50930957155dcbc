import { Body, Controller, Inject, Param, Query } from '@nestjs/common';
import {
  CreateWebhookEndpoint, DeleteWebhookEndpoint, RotateWebhookSecret, UpdateWebhookEndpoint, lowerCaseNames, type CreatedWebhookEndpointBody,
  type WebhookEndpointBody, type WebhookEndpointListBody,
} from '@faxwire/contracts';
import { ProblemError } from '@faxwire/platform';
import { mayTouch, type Principal, type WebhookEndpoint } from '@faxwire/tenancy';
import { API_DEPENDENCIES, type ApiDependencies, type EndpointBook } from '../api-dependencies.ts';
import { Caller } from '../auth/principal.ts';
import { Answers } from '../operation.ts';
import { OPERATIONS } from '../operations.ts';
import { validate } from '../validate.ts';
import { endpointBody } from './endpoint-view.ts';
import { ownEndpoint } from './own-endpoint.ts';

const BY_TENANT = 'It was disabled by its tenant.';

@Controller()
export class WebhookEndpointsController {
  readonly #endpoints: EndpointBook;
  readonly #checkUrl: ApiDependencies['checkWebhookUrl'];

  constructor(@Inject(API_DEPENDENCIES) { webhookEndpoints, checkWebhookUrl }: ApiDependencies) {
    this.#endpoints = webhookEndpoints;
    this.#checkUrl = checkWebhookUrl;
  }

  @Answers(OPERATIONS.createWebhookEndpoint)
  async create(@Caller() { tenantId, mode }: Principal, @Body() body: unknown): Promise<CreatedWebhookEndpointBody> {
    const wanted = validate(CreateWebhookEndpoint, body ?? {});
    this.#check(wanted.url);
    const creation = await this.#endpoints.create(tenantId, { ...withLowerCaseHeaders(wanted), mode });
    if (!creation.ok) throw new ProblemError(creation.code);
    return issued(creation);
  }

  @Answers(OPERATIONS.listWebhookEndpoints)
  async list(@Caller() caller: Principal): Promise<WebhookEndpointListBody> {
    const endpoints = await this.#endpoints.list(caller.tenantId);
    return { endpoints: endpoints.filter((endpoint) => mayTouch(caller, endpoint)).map(endpointBody) };
  }

  @Answers(OPERATIONS.deleteWebhookEndpoint)
  async delete(@Caller() caller: Principal, @Query() query: { id?: string }, @Body() body: unknown): Promise<void> {
    const { id } = validate(DeleteWebhookEndpoint, body ?? query);
    await this.#delete(caller, id);
  }

  @Answers(OPERATIONS.getWebhookEndpoint)
  async get(@Caller() caller: Principal, @Param('endpointId') id: string): Promise<WebhookEndpointBody> {
    return endpointBody(await ownEndpoint(this.#endpoints, caller, id));
  }

  @Answers(OPERATIONS.updateWebhookEndpoint)
  async update(@Caller() caller: Principal, @Param('endpointId') id: string, @Body() body: unknown): Promise<WebhookEndpointBody> {
    const change = validate(UpdateWebhookEndpoint, body ?? {});
    if (change.url !== undefined) this.#check(change.url);
    const { tenantId } = await ownEndpoint(this.#endpoints, caller, id);
    return endpointBody(present(await this.#endpoints.update(tenantId, id, withLowerCaseHeaders(change))));
  }

  @Answers(OPERATIONS.deleteWebhookEndpointById)
  async deleteById(@Caller() caller: Principal, @Param('endpointId') id: string): Promise<void> {
    await this.#delete(caller, id);
  }

  @Answers(OPERATIONS.rotateWebhookSecret)
  async rotate(@Caller() caller: Principal, @Param('endpointId') id: string, @Body() body: unknown): Promise<CreatedWebhookEndpointBody> {
    const { overlapSeconds, signature } = validate(RotateWebhookSecret, body ?? {});
    const { tenantId } = await ownEndpoint(this.#endpoints, caller, id);
    return issued(present(await this.#endpoints.rotate(tenantId, id, { overlapMs: overlapSeconds * 1_000, signature })));
  }

  @Answers(OPERATIONS.disableWebhookEndpoint)
  async disable(@Caller() caller: Principal, @Param('endpointId') id: string): Promise<WebhookEndpointBody> {
    const { tenantId } = await ownEndpoint(this.#endpoints, caller, id);
    return endpointBody(present(await this.#endpoints.disableOf(tenantId, id, BY_TENANT)));
  }

  @Answers(OPERATIONS.enableWebhookEndpoint)
  async enable(@Caller() caller: Principal, @Param('endpointId') id: string): Promise<WebhookEndpointBody> {
    const { tenantId } = await ownEndpoint(this.#endpoints, caller, id);
    return endpointBody(present(await this.#endpoints.enable(tenantId, id)));
  }

  async #delete(caller: Principal, id: string): Promise<void> {
    const { tenantId } = await ownEndpoint(this.#endpoints, caller, id);
    if (!(await this.#endpoints.delete(tenantId, id))) throw new ProblemError('webhook_endpoint_not_found');
  }

  #check(url: string): void {
    const check = this.#checkUrl(url);
    if (!check.ok) throw new ProblemError('invalid_webhook_url', { detail: check.reason });
  }
}

function present<Found>(found: Found | undefined): Found {
  if (found === undefined) throw new ProblemError('webhook_endpoint_not_found');
  return found;
}

function issued({ endpoint, secret }: { readonly endpoint: WebhookEndpoint; readonly secret: string | undefined }): CreatedWebhookEndpointBody {
  return { ...endpointBody(endpoint), ...(secret !== undefined && { secret }) };
}

function withLowerCaseHeaders<Wanted extends { readonly headers?: Readonly<Record<string, string>> | undefined }>(wanted: Wanted): Wanted {
  return wanted.headers ? { ...wanted, headers: lowerCaseNames(wanted.headers) } : wanted;
}

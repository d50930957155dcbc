import { Controller, Inject, Param } from '@nestjs/common';
import type { WebhookTestBody } from '@faxwire/contracts';
import { isDelivered } from '@faxwire/deliveries';
import { ProblemError } from '@faxwire/platform';
import type { Principal } from '@faxwire/tenancy';
import { API_DEPENDENCIES, type ApiDependencies } from '../api-dependencies.ts';
import { Caller } from '../auth/principal.ts';
import { Answers } from '../operation.ts';
import { OPERATIONS } from '../operations.ts';
import { ownEndpoint } from './own-endpoint.ts';

@Controller()
export class WebhookTestController {
  readonly #deps: ApiDependencies;
  /** Tenants whose test is under way: each holds a request and a socket for as long as its receiver likes to hang. */
  readonly #testing = new Set<string>();

  constructor(@Inject(API_DEPENDENCIES) deps: ApiDependencies) {
    this.#deps = deps;
  }

  @Answers(OPERATIONS.testWebhookEndpoint)
  async test(@Caller() caller: Principal, @Param('endpointId') id: string): Promise<WebhookTestBody> {
    const { tenantId } = await ownEndpoint(this.#deps.webhookEndpoints, caller, id);
    if (this.#testing.has(tenantId)) throw new ProblemError('too_many_tests');
    this.#testing.add(tenantId);
    try {
      const dispatch = await this.#deps.webhookEndpoints.dispatchOf(id);
      if (dispatch?.tenantId !== tenantId) throw new ProblemError('webhook_endpoint_not_found');
      const outcome = await this.#deps.pingWebhook(dispatch);
      const { webhookId, durationMs, status, error, response } = outcome;
      return {
        delivered: isDelivered(outcome), webhookId, durationMs,
        ...(status !== undefined && { status }),
        ...(error !== undefined && { error }),
        ...(response !== undefined && { answer: response }),
      };
    } finally {
      this.#testing.delete(tenantId);
    }
  }
}

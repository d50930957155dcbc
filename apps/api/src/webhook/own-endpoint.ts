import { ProblemError } from '@faxwire/platform';
import { mayTouch, type Principal, type WebhookEndpoint } from '@faxwire/tenancy';
import type { EndpointBook } from '../api-dependencies.ts';

/**
 * The caller's own endpoint. A test key knows those of test keys alone: the others tell of live faxes.
 * @throws ProblemError `webhook_endpoint_not_found`
 */
export async function ownEndpoint(endpoints: Pick<EndpointBook, 'get'>, caller: Principal, id: string): Promise<WebhookEndpoint> {
  const endpoint = await endpoints.get(caller.tenantId, id);
  if (!endpoint || !mayTouch(caller, endpoint)) throw new ProblemError('webhook_endpoint_not_found');
  return endpoint;
}

import { timestamp, type WebhookEndpointBody } from '@faxwire/contracts';
import type { WebhookEndpoint } from '@faxwire/tenancy';

/** An endpoint as its tenant sees it. */
export function endpointBody(endpoint: WebhookEndpoint): WebhookEndpointBody {
  const { id, mode, url, events, description, signature, publicKey, previousUntil, headers, includeLinks, disabled, disabledReason, failingSince } = endpoint;
  return {
    id, mode, url, events: events as WebhookEndpointBody['events'], description, signature,
    ...(publicKey !== undefined && { publicKey }),
    ...(previousUntil !== undefined && { secretOverlapUntil: timestamp(previousUntil) }),
    headers: { ...headers }, includeLinks, ratePerSecond: endpoint.ratePerSecond ?? null, concurrency: endpoint.concurrency ?? null, disabled,
    ...(disabledReason !== undefined && { disabledReason }),
    ...(failingSince !== undefined && { failingSince: timestamp(failingSince) }),
    createdOn: timestamp(endpoint.createdAt), updatedOn: timestamp(endpoint.updatedAt),
  };
}

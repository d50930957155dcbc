import { TRANSITIONS, type FaxEventType } from '@faxwire/fax';
import type { WebhookEndpointEntity } from './webhook-endpoint-entity.ts';

export interface WebhookEndpoint {
  /** `hook_...` */
  readonly id: string;
  readonly tenantId: string;
  readonly url: string;
  /** Empty: every event that tells of a public status. */
  readonly events: readonly string[];
  readonly description: string;
  readonly disabled: boolean;
  readonly disabledReason: string | undefined;
  readonly createdAt: number;
}

/** What an endpoint gets that asks for nothing in particular: page and call facts are for those who list them. */
export const PUBLIC_EVENT_TYPES: readonly FaxEventType[] = TRANSITIONS.filter(
  ({ event, status }) => status !== undefined || event === 'FaxWebhookUpdateFailed',
).map(({ event }) => event);

export function webhookEndpointOf(row: WebhookEndpointEntity): WebhookEndpoint {
  const { id, tenantId, url, events, description } = row;
  const disabledReason = row.disabledReason ?? undefined;
  return { id, tenantId, url, events, description, disabled: disabledReason !== undefined, disabledReason, createdAt: row.createdAt.getTime() };
}

export function wants(endpoint: WebhookEndpoint, eventType: string): boolean {
  if (endpoint.disabled) return false;
  return (endpoint.events.length > 0 ? endpoint.events : (PUBLIC_EVENT_TYPES as readonly string[])).includes(eventType);
}

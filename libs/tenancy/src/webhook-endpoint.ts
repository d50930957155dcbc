import { TRANSITIONS, shownStatusOf, type FaxEventType } from '@faxwire/fax';
import type { KeyMode } from './presented-key.ts';
import type { WebhookEndpointEntity } from './webhook-endpoint-entity.ts';
import type { SignatureProfile } from './webhook-signing-key.ts';
import { maskedHeaders, type OwnHeaders } from './webhook-vault.ts';

export interface WebhookEndpoint {
  /** `hook_...` */
  readonly id: string;
  readonly tenantId: string;
  /** `test`: made with a test key, and told of test faxes alone; `live`: told of all. */
  readonly mode: KeyMode;
  readonly url: string;
  /** Empty: every event that tells of a public status. */
  readonly events: readonly string[];
  readonly description: string;
  readonly signature: SignatureProfile;
  /** `whpk_...`, where the signature is asymmetric. */
  readonly publicKey: string | undefined;
  /** Until when the key before the present one signs as well. */
  readonly previousUntil: number | undefined;
  /** Sent with every webhook; here with masked values. */
  readonly headers: OwnHeaders;
  readonly includeLinks: boolean;
  /** The endpoint's own limits; undefined for those of the installation. */
  readonly ratePerSecond: number | undefined;
  readonly concurrency: number | undefined;
  readonly disabled: boolean;
  readonly disabledReason: string | undefined;
  readonly failingSince: number | undefined;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Tells a tenant that an endpoint was switched off; the type of an event that belongs to no fax. */
export const ENDPOINT_DISABLED_EVENT = 'webhook_endpoint_disabled';

/** What an endpoint gets that asks for nothing in particular: page and call facts are for those who list them. */
export const PUBLIC_EVENT_TYPES: readonly FaxEventType[] = TRANSITIONS.map(({ event }) => event).filter((event) => shownStatusOf(event) !== undefined);

const BY_DEFAULT: ReadonlySet<string> = new Set([...PUBLIC_EVENT_TYPES, ENDPOINT_DISABLED_EVENT]);

/** @param headers as they are sent */
export function webhookEndpointOf(row: WebhookEndpointEntity, headers: OwnHeaders): WebhookEndpoint {
  const { id, tenantId, mode, url, events, description, signature, includeLinks } = row;
  const disabledReason = row.disabledReason ?? undefined;
  const createdAt = row.createdAt.getTime();
  return {
    id, tenantId, mode, url, events, description, signature, publicKey: row.publicKey ?? undefined, previousUntil: row.previousUntil?.getTime(),
    headers: maskedHeaders(headers), includeLinks, ratePerSecond: row.ratePerSecond ?? undefined, concurrency: row.concurrency ?? undefined,
    disabled: disabledReason !== undefined, disabledReason, failingSince: row.failingSince?.getTime(), createdAt, updatedAt: row.updatedAt?.getTime() ?? createdAt,
  };
}

export function wants({ disabled, events }: Pick<WebhookEndpoint, 'disabled' | 'events'>, eventType: string): boolean {
  if (disabled) return false;
  return events.length > 0 ? events.includes(eventType) : BY_DEFAULT.has(eventType);
}

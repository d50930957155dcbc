import type { WebhookEndpointEntity } from './webhook-endpoint-entity.ts';
import type { SigningKey } from './webhook-signing-key.ts';
import type { OwnHeaders, WebhookVault } from './webhook-vault.ts';

/** What is needed to send one webhook. */
export interface WebhookDispatch {
  readonly id: string;
  readonly tenantId: string;
  readonly url: string;
  readonly disabled: boolean;
  readonly includeLinks: boolean;
  /** The present key first. */
  readonly keys: readonly SigningKey[];
  /** The endpoint's own, with their values. */
  readonly headers: OwnHeaders;
  /** Since when nothing but failures, ms since the Unix epoch. */
  readonly failingSince: number | undefined;
  /** Since then. */
  readonly failures: number;
}

/** How much an endpoint takes; undefined where it leaves that to the installation. */
export interface EndpointLimits {
  readonly ratePerSecond: number | undefined;
  readonly concurrency: number | undefined;
}

export function dispatchOf(row: WebhookEndpointEntity, vault: WebhookVault, now: number): WebhookDispatch {
  const { id, tenantId, url, disabledReason, includeLinks } = row;
  return {
    id, tenantId, url, disabled: disabledReason !== null, includeLinks, keys: vault.keysOf(row, now), headers: vault.headersOf(row),
    failingSince: row.failingSince?.getTime(), failures: row.failures,
  };
}

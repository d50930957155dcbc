import type { QueryDeepPartialEntity } from 'typeorm';
import type { KeyMode } from './presented-key.ts';
import type { WebhookEndpointEntity } from './webhook-endpoint-entity.ts';
import { newSigningKey, type SignatureProfile } from './webhook-signing-key.ts';
import type { OwnHeaders, WebhookVault } from './webhook-vault.ts';

/** What a tenant may choose. Checked by the caller. */
export interface EndpointSettings {
  readonly url: string;
  readonly events?: readonly string[] | undefined;
  readonly description?: string | undefined;
  readonly headers?: OwnHeaders | undefined;
  readonly includeLinks?: boolean | undefined;
  /** Null for the installation's. */
  readonly ratePerSecond?: number | null | undefined;
  readonly concurrency?: number | null | undefined;
}

export interface NewWebhookEndpoint extends EndpointSettings {
  /** Left out: live. */
  readonly mode?: KeyMode | undefined;
  readonly signature?: SignatureProfile | undefined;
}

/** Only what is given changes; headers change as a whole. */
export type EndpointChange = Partial<EndpointSettings>;

export interface SecretRotation {
  /** For so long the present key signs as well, ms. */
  readonly overlapMs: number;
  /** Another profile from now on; left out: the same. */
  readonly signature?: SignatureProfile | undefined;
}

/** Shown once. A receiver of `ed25519` needs the public key only. */
export interface IssuedSecret {
  readonly secret: string | undefined;
}

type Row = QueryDeepPartialEntity<WebhookEndpointEntity>;

/** The columns of a new key. */
export function issueKey(id: string, signature: SignatureProfile, vault: WebhookVault): { readonly columns: Pick<WebhookEndpointEntity, 'signature' | 'publicKey' | 'sealedSecret'>; readonly issued: IssuedSecret } {
  const { secret, publicKey } = newSigningKey(signature);
  return { columns: { signature, publicKey, sealedSecret: vault.sealSecret(id, secret) }, issued: { secret: publicKey === null ? secret : undefined } };
}

/** The columns that a change touches. */
export function changedColumns(id: string, change: EndpointChange, vault: WebhookVault): Row {
  const { url, events, description, headers, includeLinks, ratePerSecond, concurrency } = change;
  return {
    ...(url !== undefined && { url }),
    ...(events && { events: [...events] }),
    ...(description !== undefined && { description }),
    ...(headers && { sealedHeaders: vault.sealHeaders(id, headers) }),
    ...(includeLinks !== undefined && { includeLinks }),
    ...(ratePerSecond !== undefined && { ratePerSecond }),
    ...(concurrency !== undefined && { concurrency }),
  };
}

/** The columns of a rotation: a new key, and the present one beside it for a while. */
export function rotatedColumns(row: WebhookEndpointEntity, { overlapMs, signature = row.signature }: SecretRotation, at: { readonly vault: WebhookVault; readonly now: number }): ReturnType<typeof issueKey> & { readonly columns: Row } {
  const { columns, issued } = issueKey(row.id, signature, at.vault);
  const [present] = at.vault.keysOf(row, at.now);
  const kept = overlapMs > 0 && present ? at.vault.sealPrevious(row.id, present) : null;
  return { issued, columns: { ...columns, sealedPrevious: kept, previousUntil: kept && new Date(at.now + overlapMs) } };
}

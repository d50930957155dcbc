import { isScope, type Scope } from '@faxwire/contracts';
import type { KeyMode } from './presented-key.ts';

/** An API key as its tenant sees it. Times are ms since the Unix epoch. */
export interface ApiKey {
  readonly keyId: string;
  readonly tenantId: string;
  readonly mode: KeyMode;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: number;
  readonly expiresAt?: number;
  readonly revokedAt?: number;
  readonly lastUsedAt?: number;
  readonly rolledAt?: number;
  /** The secret before this one is good until then. */
  readonly previousUntil?: number;
}

export const KEY_COLUMNS = 'id, tenant_id, mode, name, scopes, created_at, expires_at, revoked_at, last_used_at, rolled_at, previous_until';

/** What `KEY_COLUMNS` give. */
export interface KeyRow {
  readonly id: string;
  readonly tenant_id: string;
  readonly mode: KeyMode;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly created_at: Date;
  readonly expires_at: Date | null;
  readonly revoked_at: Date | null;
  readonly last_used_at: Date | null;
  readonly rolled_at: Date | null;
  readonly previous_until: Date | null;
}

export function apiKeyOf(row: KeyRow): ApiKey {
  return {
    keyId: row.id, tenantId: row.tenant_id, mode: row.mode, name: row.name, scopes: row.scopes.filter(isScope), createdAt: row.created_at.getTime(),
    ...at('expiresAt', row.expires_at), ...at('revokedAt', row.revoked_at), ...at('lastUsedAt', row.last_used_at), ...at('rolledAt', row.rolled_at),
    ...at('previousUntil', row.previous_until),
  };
}

function at<Name extends string>(name: Name, value: Date | null): { readonly [Key in Name]?: number } {
  return (value ? { [name]: value.getTime() } : {}) as { readonly [Key in Name]?: number };
}

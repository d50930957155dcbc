import type { Scope, TenantQuotas } from '@faxwire/contracts';
import type { KeyMode } from './presented-key.ts';

/** Who makes a request. */
export interface Principal {
  readonly tenantId: string;
  readonly keyId: string;
  readonly mode: KeyMode;
  readonly scopes: ReadonlySet<Scope>;
  /** When the key ends, ms since the Unix epoch; absent: never by itself. */
  readonly expiresAt?: number;
  /** The tenant's, ISO 3166-1 alpha-2. */
  readonly defaultCountry: string;
  /** True where the operator has closed the tenant's door for now. */
  readonly suspended: boolean;
  readonly quotas: TenantQuotas;
}

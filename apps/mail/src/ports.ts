import type { TenantSettings } from '@faxwire/contracts';
import type { FaxEvent } from '@faxwire/fax';

/** What this app needs of tenancy's `Tenants`. */
export interface TenantBook {
  settings(tenantId: string): Promise<Pick<TenantSettings, 'notifications'> | undefined>;
}

/** What this app needs of the event log's `FaxLog`. */
export interface FaxStreams {
  history(faxId: string): Promise<readonly { readonly version: number; readonly event: FaxEvent }[]>;
}

import { timestamp, type NumberBody, type OwnTenantBody, type TenantBody } from '@faxwire/contracts';
import type { TenantNumber, TenantRecord } from '@faxwire/tenancy';

export function tenantBody({ id, name, suspended, createdAt, settings }: TenantRecord): TenantBody {
  return { tenantId: id, name, suspended, createdOn: timestamp(createdAt), settings };
}

export function ownTenantBody(tenant: TenantRecord): OwnTenantBody {
  return { ...tenantBody(tenant), quotas: tenant.quotas };
}

export function numberBody({ number, addedAt }: TenantNumber): NumberBody {
  return { number, addedOn: timestamp(addedAt) };
}

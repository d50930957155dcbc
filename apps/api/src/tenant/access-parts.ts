import { ApiKeys, AuditLog, DoNotCallList, KeyBook, NumberBook, QuotaUse, Tenants } from '@faxwire/tenancy';
import type { Database } from '@faxwire/event-log';

/** What the front door knows of tenants and their keys, on its own way to the database. */
export interface AccessParts {
  readonly apiKeys: ApiKeys;
  readonly keyBook: KeyBook;
  readonly tenants: Tenants;
  readonly numbers: NumberBook;
  readonly doNotCall: DoNotCallList;
  readonly audit: AuditLog;
  readonly quotaUse: QuotaUse;
}

export function accessParts(dataSource: Database['dataSource'], { now, apiKeys = new ApiKeys(dataSource, now) }: { now: () => number; apiKeys?: ApiKeys }): AccessParts {
  return {
    apiKeys,
    keyBook: new KeyBook(dataSource, { now, onChange: apiKeys.forget }),
    tenants: new Tenants(dataSource, now),
    numbers: new NumberBook(dataSource, now),
    doNotCall: new DoNotCallList(dataSource, now),
    audit: new AuditLog(dataSource, now),
    quotaUse: new QuotaUse(dataSource, now),
  };
}

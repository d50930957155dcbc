import { AuditLog, KeyBook, NumberBook, Tenants, type RootKey } from '@faxwire/tenancy';
import type { TrunkListBody } from '@faxwire/contracts';
import type { Database } from '@faxwire/event-log';

/** What the admin API works with: a way to the database of its own, which no request of a tenant comes near. */
export interface AdminRoom {
  readonly rootKey: RootKey;
  readonly tenants: Tenants;
  readonly keyBook: KeyBook;
  readonly numbers: NumberBook;
  readonly audit: AuditLog;
  readonly trunks: TrunkListBody['trunks'];
  readonly defaultCountry: string;
  /** Tenants or keys were changed: what is remembered of them is looked up anew. */
  readonly onChange: () => void;
}

export interface AdminRoomOptions extends Pick<AdminRoom, 'rootKey' | 'trunks' | 'defaultCountry' | 'onChange'> {
  /** Of the role `faxwire_admin`, or of the owner of the tables. */
  readonly dataSource: Database['dataSource'];
  readonly now: () => number;
}

export function adminRoom({ dataSource, now, ...rest }: AdminRoomOptions): AdminRoom {
  return {
    ...rest,
    tenants: new Tenants(dataSource, now),
    keyBook: new KeyBook(dataSource, { now, onChange: rest.onChange }),
    numbers: new NumberBook(dataSource, now),
    audit: new AuditLog(dataSource, now),
  };
}

import { refuseNumber } from '@faxwire/fax';
import type { Dialling } from '@faxwire/lifecycle';
import { DoNotCallList } from '@faxwire/tenancy';
import { numberFactsOf } from '@faxwire/trunks';
import type { Foundation } from './foundation.ts';

/** What installation, tenant and numbering plans say of a number, looked up anew each time: what was allowed yesterday need not be today. */
export function diallingOf({ configuration, database, tenants }: Pick<Foundation, 'configuration' | 'database' | 'tenants'>): Dialling {
  const list = new DoNotCallList(database.dataSource);
  const { blockedCountries } = configuration.dialling;
  return {
    termsOf: async ({ tenantId, phoneNumber, mode }) => {
      const [settings, entry] = await Promise.all([tenants.settings(tenantId), list.find(tenantId, phoneNumber)]);
      const refusal = refuseNumber(numberFactsOf(phoneNumber, mode), {
        blockedCountries: [...blockedCountries, ...(settings?.blockedCountries ?? [])], doNotCall: entry !== undefined,
      });
      return { ...(refusal && { refusal }) };
    },
  };
}

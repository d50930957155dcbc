import type { TenantQuotas } from '@faxwire/contracts';
import type { DataSource } from 'typeorm';

export type Quota = 'faxesPerDay' | 'faxesPerMonth' | 'pagesPerMonth' | 'openFaxes';

const QUOTAS: readonly Quota[] = ['faxesPerDay', 'faxesPerMonth', 'pagesPerMonth', 'openFaxes'];

// On the index of a tenant's faxes by age. Counting ends at the quota: nobody needs to know by how much it is exceeded.
const STATEMENTS: Readonly<Record<Quota, string>> = {
  faxesPerDay: 'SELECT count(*) AS used FROM (SELECT FROM fax WHERE tenant_id = $1 AND created_at >= $2 LIMIT $3) AS counted',
  faxesPerMonth: 'SELECT count(*) AS used FROM (SELECT FROM fax WHERE tenant_id = $1 AND created_at >= $2 LIMIT $3) AS counted',
  // Pages of faxes that were accepted in the month.
  pagesPerMonth: 'SELECT least(coalesce(sum(pages_confirmed), 0), $3) AS used FROM fax WHERE tenant_id = $1 AND created_at >= $2',
  openFaxes: 'SELECT count(*) AS used FROM (SELECT FROM fax WHERE tenant_id = $1 AND open AND created_at >= $2 LIMIT $3) AS counted',
};

/** How much of its quotas a tenant has used, by its faxes themselves: nothing is counted twice, and nothing can get out of step. */
export class QuotaUse {
  readonly #dataSource: DataSource;
  readonly #now: () => number;

  constructor(dataSource: DataSource, now: () => number = Date.now) {
    this.#dataSource = dataSource;
    this.#now = now;
  }

  /** The first quota that is used up. A tenant without quotas costs nothing. */
  async exhausted(tenantId: string, quotas: TenantQuotas): Promise<Quota | undefined> {
    for (const quota of QUOTAS) {
      const most = quotas[quota];
      if (most === null) continue;
      const [row] = await this.#dataSource.query<{ used: string }[]>(STATEMENTS[quota], [tenantId, this.#since(quota), most]);
      if (Number(row?.used ?? 0) >= most) return quota;
    }
    return undefined;
  }

  /** Days and months are those of UTC. */
  #since(quota: Quota): Date {
    const now = new Date(this.#now());
    if (quota === 'openFaxes') return new Date(0);
    return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), quota === 'faxesPerDay' ? now.getUTCDate() : 1));
  }
}

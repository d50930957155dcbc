import type { FaxDirection, FaxMode, FaxSummary } from '@faxwire/fax';
import type { DataSource } from 'typeorm';
import { FaxSummaryEntity } from './fax-summary-entity.ts';

/** Where a page of faxes ended. */
export type FaxCursor = Pick<FaxSummary, 'createdAt' | 'faxId'>;

export interface TenantFaxesRequest {
  readonly tenantId: string;
  /** Faxes older than this one; absent: from the newest on. */
  readonly before?: FaxCursor;
  readonly limit: number;
  /** Absent: both. */
  readonly mode?: FaxMode;
  /** Absent: both. */
  readonly direction?: FaxDirection;
}

/** A tenant's faxes, newest first, on the index that ends with the fax id. */
export function listOfTenant(dataSource: DataSource, { tenantId, before, limit, mode, direction }: TenantFaxesRequest): Promise<FaxSummary[]> {
  const query = dataSource.getRepository(FaxSummaryEntity).createQueryBuilder('fax')
    .where('fax.tenant_id = :tenantId', { tenantId })
    .orderBy('fax.created_at', 'DESC').addOrderBy('fax.fax_id', 'DESC').limit(limit);
  if (mode) query.andWhere('fax.mode = :mode', { mode });
  if (direction) query.andWhere('fax.direction = :direction', { direction });
  if (before) query.andWhere('(fax.created_at, fax.fax_id) < (:at, :id)', { at: new Date(before.createdAt), id: before.faxId });
  return query.getMany();
}

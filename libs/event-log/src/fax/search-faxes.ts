import type { FaxDirection, FaxMode, FaxStatus, FaxSummary } from '@faxwire/fax';
import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { FaxSummaryEntity } from './fax-summary-entity.ts';
import type { FaxCursor } from './list-of-tenant.ts';
import { SearchConditions } from './search-conditions.ts';

export interface FaxSearch {
  readonly tenantId: string;
  /** Left out: any. */
  readonly mode?: FaxMode;
  /** Left out: both. */
  readonly direction?: FaxDirection;
  readonly faxIds?: readonly string[];
  /** E.164. */
  readonly phoneNumber?: string;
  readonly statuses?: readonly FaxStatus[];
  /** Handed in at this time or later, ms since the Unix epoch. */
  readonly from?: number;
  /** Handed in before this time. */
  readonly to?: number;
  readonly batchId?: string;
  /** All of these pairs. */
  readonly metadata?: Readonly<Record<string, string>>;
  readonly order: 'newest' | 'oldest';
  /** Goes on after this fax, in the order asked for. */
  readonly after?: FaxCursor;
  readonly limit: number;
}

/**
 * A tenant's faxes, live and archived alike. Each condition has an index that ends with the time and the id, so a page
 * costs what it shows, and not what the tenant has. One statement, so that a tenant-scoped connection runs it as it is.
 */
export async function searchFaxes(database: { readonly pool: pg.Pool; readonly dataSource: DataSource }, search: FaxSearch): Promise<FaxSummary[]> {
  const { text, values } = searchStatement(search);
  const { rows } = await database.pool.query<{ fax_id: string }>(text, values);
  return summariesInOrder(database.dataSource, search.tenantId, rows.map(({ fax_id: faxId }) => faxId));
}

export function searchStatement(search: FaxSearch): { readonly text: string; readonly values: unknown[] } {
  const { order, limit, after } = search;
  const where = new SearchConditions(search.tenantId);
  const { from, time, id } = where.source(search.metadata);
  where.mode(search.mode).direction(search.direction).faxIds(search.faxIds).number(search.phoneNumber).statuses(search.statuses).batch(search.batchId);
  where.between(time, search).after({ time, id }, { order, after });
  const direction = order === 'newest' ? 'DESC' : 'ASC';
  const text = `SELECT fax.fax_id FROM ${from} WHERE ${where.text} ORDER BY ${time} ${direction}, ${id} ${direction} LIMIT ${where.value(limit)}`;
  return { text, values: where.values };
}

async function summariesInOrder(dataSource: DataSource, tenantId: string, faxIds: readonly string[]): Promise<FaxSummary[]> {
  if (faxIds.length === 0) return [];
  const found = await dataSource.getRepository(FaxSummaryEntity).createQueryBuilder('fax')
    .where('fax.tenant_id = :tenantId AND fax.fax_id = ANY(:faxIds)', { tenantId, faxIds }).getMany();
  const byId = new Map(found.map((fax) => [fax.faxId, fax]));
  return faxIds.flatMap((faxId) => byId.get(faxId) ?? []);
}

import type { FaxMode, FaxStatus } from '@faxwire/fax';
import type { Queryable } from '../database/queryable.ts';

export interface BatchRequest {
  readonly tenantId: string;
  readonly batchId: string;
  /** Left out: any. */
  readonly mode?: FaxMode;
}

export interface BatchCounts {
  readonly total: number;
  readonly open: number;
  readonly byStatus: Partial<Record<FaxStatus, number>>;
}

const STATEMENT = {
  name: 'fax_batch',
  text: `
    SELECT status, count(*)::integer AS faxes, count(*) FILTER (WHERE open)::integer AS open FROM fax
    WHERE tenant_id = $1 AND batch_id = $2 AND ($3::text IS NULL OR mode = $3) GROUP BY status`,
};

/** How many faxes of a batch stand where. */
export async function batchCounts(on: Queryable, { tenantId, batchId, mode }: BatchRequest): Promise<BatchCounts> {
  const { rows } = await on.query<{ status: FaxStatus; faxes: number; open: number }>({ ...STATEMENT, values: [tenantId, batchId, mode ?? null] });
  const sum = (count: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + count(row), 0);
  return { total: sum(({ faxes }) => faxes), open: sum(({ open }) => open), byStatus: Object.fromEntries(rows.map(({ status, faxes }) => [status, faxes])) };
}

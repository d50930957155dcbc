import type { DataSource } from 'typeorm';

export interface TenantNumber {
  /** E.164. */
  readonly number: string;
  readonly addedAt: number;
}

/** All numbers of a tenant are one answer; more belong to several tenants, or to a numbering service. */
export const MAX_NUMBERS_PER_TENANT = 1_000;
/** Keeps our locks apart from those that others take. */
const LOCK_SPACE = 0x6e756d;

interface NumberRow {
  readonly number: string;
  readonly created_at: Date;
}

/** Which numbers belong to which tenant: a tenant sends from its own, and what comes in on one is its. */
export class NumberBook {
  readonly #dataSource: DataSource;
  readonly #now: () => number;

  constructor(dataSource: DataSource, now: () => number = Date.now) {
    this.#dataSource = dataSource;
    this.#now = now;
  }

  /** In numerical order. */
  async list(tenantId: string): Promise<TenantNumber[]> {
    const rows = await this.#dataSource.query<NumberRow[]>(
      'SELECT number, created_at FROM tenant_number WHERE tenant_id = $1 ORDER BY number LIMIT $2', [tenantId, MAX_NUMBERS_PER_TENANT],
    );
    return rows.map(numberOf);
  }

  async owns(tenantId: string, number: string): Promise<boolean> {
    const rows = await this.#dataSource.query<unknown[]>('SELECT FROM tenant_number WHERE tenant_id = $1 AND number = $2', [tenantId, number]);
    return rows.length > 0;
  }

  /** Whose number it is: for calls that come in. Undefined where it is nobody's. */
  async tenantOf(number: string): Promise<string | undefined> {
    const [row] = await this.#dataSource.query<{ tenant_id: string }[]>('SELECT tenant_id FROM tenant_number WHERE number = $1', [number]);
    return row?.tenant_id;
  }

  /** A number that the tenant has already is left as it is. */
  add(tenantId: string, number: string): Promise<TenantNumber | 'number_taken' | 'number_limit'> {
    return this.#dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [LOCK_SPACE, tenantId]);
      const [counted] = await manager.query<{ numbers: number }[]>('SELECT count(*)::int AS numbers FROM tenant_number WHERE tenant_id = $1', [tenantId]);
      if ((counted?.numbers ?? 0) >= MAX_NUMBERS_PER_TENANT) return 'number_limit';
      await manager.query(
        'INSERT INTO tenant_number (number, tenant_id, created_at) VALUES ($1, $2, $3) ON CONFLICT (number) DO NOTHING', [number, tenantId, new Date(this.#now())],
      );
      const [row] = await manager.query<NumberRow[]>('SELECT number, created_at FROM tenant_number WHERE number = $1 AND tenant_id = $2', [number, tenantId]);
      return row ? numberOf(row) : 'number_taken';
    });
  }

  /** @returns false where the tenant has no such number */
  async remove(tenantId: string, number: string): Promise<boolean> {
    const [, removed] = await this.#dataSource.query<[unknown, number]>('DELETE FROM tenant_number WHERE tenant_id = $1 AND number = $2', [tenantId, number]);
    return removed === 1;
  }
}

function numberOf({ number, created_at: addedAt }: NumberRow): TenantNumber {
  return { number, addedAt: addedAt.getTime() };
}

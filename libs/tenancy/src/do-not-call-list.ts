import type { DataSource } from 'typeorm';

export interface DoNotCallEntry {
  /** E.164. */
  readonly number: string;
  readonly addedAt: number;
}

/** A list of a country is many times as long, and belongs to a service of its own. */
export const MAX_DO_NOT_CALL_NUMBERS = 100_000;
/** Keeps our locks apart from those that others take. */
const LOCK_SPACE = 0x646e63;

interface EntryRow {
  readonly number: string;
  readonly created_at: Date;
}

/** Numbers that a tenant has not called, whoever hands a fax in. */
export class DoNotCallList {
  readonly #dataSource: DataSource;
  readonly #now: () => number;

  constructor(dataSource: DataSource, now: () => number = Date.now) {
    this.#dataSource = dataSource;
    this.#now = now;
  }

  /** In order, those after the given number. */
  async list(tenantId: string, { limit, after = '' }: { readonly limit: number; readonly after?: string | undefined }): Promise<DoNotCallEntry[]> {
    const rows = await this.#dataSource.query<EntryRow[]>(
      'SELECT number, created_at FROM do_not_call WHERE tenant_id = $1 AND number > $2 ORDER BY number LIMIT $3', [tenantId, after, limit],
    );
    return rows.map(entryOf);
  }

  async find(tenantId: string, number: string): Promise<DoNotCallEntry | undefined> {
    const [row] = await this.#dataSource.query<EntryRow[]>('SELECT number, created_at FROM do_not_call WHERE tenant_id = $1 AND number = $2', [tenantId, number]);
    return row && entryOf(row);
  }

  /** Those of the numbers that are on the list. */
  async among(tenantId: string, numbers: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.#dataSource.query<{ number: string }[]>('SELECT number FROM do_not_call WHERE tenant_id = $1 AND number = ANY($2::text[])', [tenantId, numbers]);
    return new Set(rows.map(({ number }) => number));
  }

  /** Those that are on it stay as they are. @returns how many are new */
  add(tenantId: string, numbers: readonly string[]): Promise<number | 'do_not_call_limit'> {
    return this.#dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [LOCK_SPACE, tenantId]);
      const [counted] = await manager.query<{ numbers: number }[]>('SELECT count(*)::int AS numbers FROM do_not_call WHERE tenant_id = $1', [tenantId]);
      if ((counted?.numbers ?? 0) + numbers.length > MAX_DO_NOT_CALL_NUMBERS) return 'do_not_call_limit';
      const added = await manager.query<unknown[]>(
        `INSERT INTO do_not_call (tenant_id, number, created_at) SELECT $1, number, $3 FROM unnest($2::text[]) AS given(number)
         ON CONFLICT (tenant_id, number) DO NOTHING RETURNING number`,
        [tenantId, numbers, new Date(this.#now())],
      );
      return added.length;
    });
  }

  /** @returns the entry that was taken off; undefined where the number is not on the list */
  async remove(tenantId: string, number: string): Promise<DoNotCallEntry | undefined> {
    const [removed] = await this.#dataSource.query<[EntryRow[], number]>(
      'DELETE FROM do_not_call WHERE tenant_id = $1 AND number = $2 RETURNING number, created_at', [tenantId, number],
    );
    return removed[0] && entryOf(removed[0]);
  }
}

function entryOf({ number, created_at: addedAt }: EntryRow): DoNotCallEntry {
  return { number, addedAt: addedAt.getTime() };
}

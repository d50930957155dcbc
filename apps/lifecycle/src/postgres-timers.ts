import type { TimerStore } from '@faxwire/lifecycle';

/** The part of a pg Pool that is needed here. */
export interface Queries {
  query<Row>(sql: string, parameters?: unknown[]): Promise<{ readonly rows: Row[] }>;
}

/** Resting faxes as rows: a fax that waits for hours costs nothing but one. */
export class PostgresTimers implements TimerStore {
  readonly #database: Queries;

  constructor(database: Queries) {
    this.#database = database;
  }

  async rest(faxId: string, until: number | undefined): Promise<void> {
    if (until === undefined) {
      await this.#database.query('DELETE FROM lifecycle_timer WHERE fax_id = $1', [faxId]);
      return;
    }
    await this.#database.query(
      `INSERT INTO lifecycle_timer (fax_id, due_at) VALUES ($1, to_timestamp($2::double precision / 1000))
       ON CONFLICT (fax_id) DO UPDATE SET due_at = excluded.due_at`,
      [faxId, until],
    );
  }

  async takeDue(now: number, limit: number): Promise<readonly string[]> {
    const { rows } = await this.#database.query<{ fax_id: string }>(
      `DELETE FROM lifecycle_timer WHERE fax_id IN (
         SELECT fax_id FROM lifecycle_timer WHERE due_at <= to_timestamp($1::double precision / 1000)
         ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING fax_id`,
      [now, limit],
    );
    return rows.map((row) => row.fax_id);
  }

  async earliest(): Promise<number | undefined> {
    const { rows } = await this.#database.query<{ due: string | null }>('SELECT extract(epoch FROM min(due_at)) * 1000 AS due FROM lifecycle_timer');
    const due = rows[0]?.due;
    return due === null || due === undefined ? undefined : Math.ceil(Number(due));
  }
}

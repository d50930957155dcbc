import type { FaxEvent, FaxEventType } from '@faxwire/fax';
import pg from 'pg';

/** As it stands in the table: what no process can say otherwise. */
export interface RecordedEvent {
  readonly version: number;
  readonly type: FaxEventType;
  /** ms since the epoch */
  readonly at: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly meta: { readonly traceparent?: string };
}

export interface FaxSummary {
  readonly faxId: string;
  readonly status: string;
  readonly open: boolean;
  readonly metadata: Readonly<Record<string, string>>;
}

interface EventRow extends Omit<RecordedEvent, 'at'> {
  readonly at: Date;
}

const CONNECTIONS = 3;
/** A frozen server answers nothing; a look at it is repeated. */
const QUERY_TIMEOUT_MS = 10_000;
const FAXES = 'SELECT fax_id AS "faxId", status, open, metadata FROM fax';

/** The database past all processes, as its owner. */
export class FaxRecords {
  readonly #pool: pg.Pool;

  constructor(url: string) {
    this.#pool = new pg.Pool({ connectionString: url, max: CONNECTIONS, query_timeout: QUERY_TIMEOUT_MS, connectionTimeoutMillis: QUERY_TIMEOUT_MS });
    this.#pool.on('error', () => undefined);
  }

  async events(faxId: string): Promise<readonly RecordedEvent[]> {
    const rows = await this.rows<EventRow>('SELECT version, type, at, data, meta FROM event WHERE stream = $1 ORDER BY version', [`fax-${faxId}`]);
    return rows.map((row) => ({ ...row, at: row.at.getTime() }));
  }

  async countOf(faxId: string, type: FaxEvent['type']): Promise<number> {
    return (await this.events(faxId)).filter((event) => event.type === type).length;
  }

  async summary(faxId: string): Promise<FaxSummary | undefined> {
    return (await this.rows<FaxSummary>(`${FAXES} WHERE fax_id = $1`, [faxId]))[0];
  }

  /** By the name that they were submitted under. */
  summariesNamed(name: string): Promise<readonly FaxSummary[]> {
    return this.rows(`${FAXES} WHERE metadata ->> 'case' = $1`, [name]);
  }

  async rows<Row extends pg.QueryResultRow>(statement: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.#pool.query<Row>(statement, [...values])).rows;
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}

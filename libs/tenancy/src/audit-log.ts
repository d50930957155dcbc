import type { DataSource } from 'typeorm';

export interface AuditEntry {
  readonly tenantId?: string | undefined;
  /** `root`, or `key:` and the id of the API key. */
  readonly actor: string;
  /** The operation. */
  readonly action: string;
  readonly object?: string | undefined;
  /** Without secrets: the caller has taken them out. */
  readonly before?: object | undefined;
  readonly after?: object | undefined;
  readonly address: string;
  readonly requestId: string;
}

export interface AuditEvent extends AuditEntry {
  readonly auditId: string;
  readonly at: number;
}

export interface AuditRequest {
  readonly limit: number;
  readonly tenantId?: string | undefined;
  /** Entries before this one. */
  readonly before?: string | undefined;
  readonly action?: string | undefined;
  readonly actor?: string | undefined;
  readonly object?: string | undefined;
}

interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly tenant_id: string | null;
  readonly actor: string;
  readonly action: string;
  readonly object: string | null;
  readonly before: object | null;
  readonly after: object | null;
  readonly address: string;
  readonly request_id: string;
}

/** Who changed what, when, from where. It is only added to. */
export class AuditLog {
  readonly #dataSource: DataSource;
  readonly #now: () => number;

  constructor(dataSource: DataSource, now: () => number = Date.now) {
    this.#dataSource = dataSource;
    this.#now = now;
  }

  async record({ tenantId, actor, action, object, before, after, address, requestId }: AuditEntry): Promise<void> {
    await this.#dataSource.query(
      'INSERT INTO audit_event (at, tenant_id, actor, action, object, before, after, address, request_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
      [new Date(this.#now()), tenantId ?? null, actor, action, object ?? null, json(before), json(after), address, requestId],
    );
  }

  /** Newest first. */
  async list({ limit, tenantId, before, action, actor, object }: AuditRequest): Promise<AuditEvent[]> {
    const rows = await this.#dataSource.query<AuditRow[]>(
      `SELECT * FROM audit_event
       WHERE ($1::uuid IS NULL OR tenant_id = $1) AND ($2::bigint IS NULL OR id < $2) AND ($3::text IS NULL OR action = $3)
         AND ($4::text IS NULL OR actor = $4) AND ($5::text IS NULL OR object = $5)
       ORDER BY id DESC LIMIT $6`,
      [tenantId ?? null, before ?? null, action ?? null, actor ?? null, object ?? null, limit],
    );
    return rows.map(eventOf);
  }
}

function eventOf(row: AuditRow): AuditEvent {
  const { actor, action, address } = row;
  return {
    auditId: row.id, at: row.at.getTime(), actor, action, address, requestId: row.request_id,
    tenantId: row.tenant_id ?? undefined, object: row.object ?? undefined, before: row.before ?? undefined, after: row.after ?? undefined,
  };
}

const json = (state: object | undefined): string | null => (state === undefined ? null : JSON.stringify(state));

/** What the statements need of PostgreSQL: a pool, a client, or the transaction of a consumer's checkpoint. */
export interface Queries {
  query(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[]; rowCount?: number | null }>;
}

import type { Queryable } from '../database/queryable.ts';

/** The one expression that the index of documents is over. */
export const DOCUMENT_OF_EVENT = `coalesce(data -> 'document' ->> 'sha256', data ->> 'sha256')`;
export const EVENTS_WITH_DOCUMENTS = `type IN ('FaxReceived', 'DocumentRendered', 'CallTraced', 'PageReceived', 'FaxArrived', 'FaxIncomingFailed')`;

// `fax-` and the id.
const NOT_ERASED = `NOT EXISTS (SELECT FROM fax WHERE fax_id = substr(event.stream, 5) AND document_erased_at IS NOT NULL)`;

const REFERENCED = `
  SELECT wanted.sha256 FROM unnest($2::text[]) AS wanted(sha256)
  WHERE EXISTS (
      SELECT FROM event WHERE tenant_id = $1 AND ${DOCUMENT_OF_EVENT} = wanted.sha256 AND ${EVENTS_WITH_DOCUMENTS} AND ${NOT_ERASED})
    OR EXISTS (
      SELECT FROM event WHERE type = 'FaxReceived' AND data ? 'attachments' AND tenant_id = $1 AND ${NOT_ERASED}
        AND data -> 'attachments' @> jsonb_build_array(jsonb_build_object('sha256', wanted.sha256)))`;

/** Those of a tenant's documents (SHA-256, hex) that a fax names, as what was uploaded or as its pages, and whose documents were not erased. */
export async function referencedDocuments(on: Queryable, tenantId: string, sha256: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await on.query<{ sha256: string }>(REFERENCED, [tenantId, [...sha256]]);
  return new Set(rows.map((row) => row.sha256));
}

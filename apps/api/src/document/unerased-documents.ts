import type { DocumentEraserOptions } from '@faxwire/documents';
import { referencedDocuments, runAsTenant, type Database } from '@faxwire/event-log';

/** Which documents a fax names that was not erased, asked as the tenant whose they are. */
export function unerasedDocuments(pool: Database['pool']): DocumentEraserOptions['isReferenced'] {
  return (tenantId, sha256) => runAsTenant(tenantId, () => referencedDocuments(pool, tenantId, sha256));
}

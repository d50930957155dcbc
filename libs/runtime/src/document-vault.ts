import type { DocumentStore } from '@faxwire/documents';
import type { DocumentVault } from '@faxwire/lifecycle';

/** The document store as the steps of a fax use it. */
export function vaultOf(documents: DocumentStore): DocumentVault {
  return {
    has: (tenantId, sha256) => documents.has({ tenantId, sha256 }),
    materialise: (tenantId, sha256, path) => documents.materialise({ tenantId, sha256 }, path),
    putFile: (tenantId, path) => documents.put(tenantId, path),
  };
}

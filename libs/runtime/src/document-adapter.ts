import { join } from 'node:path';
import { FilesDocumentStore, type DocumentStore } from '@faxwire/documents';
import type { Configuration } from '@faxwire/platform';

interface Place {
  readonly configuration: Configuration;
  readonly dataDir: string;
  readonly masterKey: Buffer;
}

/** The one place that knows which document stores there are. */
export function openDocuments({ dataDir, masterKey }: Place): DocumentStore {
  return new FilesDocumentStore({ folder: join(dataDir, 'documents'), masterKey });
}

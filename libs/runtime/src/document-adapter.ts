import { join } from 'node:path';
import { FilesDocumentStore, type DocumentStore } from '@faxwire/documents';
import type { Configuration, HealthCheck } from '@faxwire/platform';
import type { ClosingStack } from './closing-stack.ts';

export interface DocumentPlace {
  readonly configuration: Configuration;
  readonly dataDir: string;
  readonly masterKey: Buffer;
  readonly closing: ClosingStack;
  readonly checks: Record<string, HealthCheck>;
}

/** The one place that knows which document stores there are. The client of S3 is loaded where it is wanted alone. */
export async function openDocuments(place: DocumentPlace): Promise<DocumentStore> {
  const { configuration: { documents }, dataDir, masterKey } = place;
  switch (documents.store) {
    case 'files':
      return new FilesDocumentStore({ folder: join(dataDir, 'documents'), masterKey });
    case 's3':
      return (await import('./document-bucket.ts')).openBucket(place);
  }
}

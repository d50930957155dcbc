import { join } from 'node:path';
import { FilesDocumentStore, type DocumentStore } from '@faxwire/documents';
import { S3DocumentStore } from '@faxwire/documents/s3';
import type { Configuration, HealthCheck } from '@faxwire/platform';
import type { ClosingStack } from './closing-stack.ts';

interface Place {
  readonly configuration: Configuration;
  readonly dataDir: string;
  readonly masterKey: Buffer;
  readonly closing: ClosingStack;
  readonly checks: Record<string, HealthCheck>;
}

/** The one place that knows which document stores there are. */
export function openDocuments(place: Place): DocumentStore {
  const { configuration: { documents }, dataDir, masterKey } = place;
  switch (documents.store) {
    case 'files':
      return new FilesDocumentStore({ folder: join(dataDir, 'documents'), masterKey });
    case 's3':
      return openBucket(place);
  }
}

function openBucket({ configuration: { s3 }, dataDir, masterKey, closing, checks }: Place): DocumentStore {
  const store = new S3DocumentStore({ s3, masterKey, spoolFolder: join(dataDir, 'spool') });
  checks['documents'] = () => store.healthy();
  closing.defer('document store', () => store.close());
  return store;
}

import { join } from 'node:path';
import type { DocumentStore } from '@faxwire/documents';
import { S3DocumentStore } from '@faxwire/documents/s3';
import type { DocumentPlace } from './document-adapter.ts';

export function openBucket({ configuration: { s3 }, dataDir, masterKey, closing, checks }: DocumentPlace): DocumentStore {
  const store = new S3DocumentStore({ s3, masterKey, spoolFolder: join(dataDir, 'spool') });
  checks['documents'] = () => store.healthy();
  closing.defer('document store', () => store.close());
  return store;
}

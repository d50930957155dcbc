import { createHash } from 'node:crypto';
import { DocumentStoreError } from './document-store.ts';

/** Passes chunks on and fails at the end when they are not the content of that address (one file put in another's place). */
export async function* verified(chunks: AsyncIterable<Buffer>, sha256: string): AsyncGenerator<Buffer, void> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') !== sha256) throw new DocumentStoreError('document_corrupt');
}

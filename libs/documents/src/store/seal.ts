import { createHash } from 'node:crypto';
import { DocumentStoreError, type StoredDocument } from './document-store.ts';
import { CHUNK_BYTES, sealChunk } from './sealed-format.ts';

/** Seals a stream chunk by chunk; returns what was sealed. @throws DocumentStoreError document_too_large */
export async function* sealStream(
  source: AsyncIterable<Buffer | string> | Iterable<Buffer>,
  dataKey: Buffer,
  maxBytes: number,
): AsyncGenerator<Buffer, StoredDocument> {
  const hash = createHash('sha256');
  let bytes = 0;
  let number = 0;
  let held: Buffer = Buffer.alloc(0);
  for await (const piece of source) {
    const part = typeof piece === 'string' ? Buffer.from(piece) : piece;
    bytes += part.length;
    if (bytes > maxBytes) throw new DocumentStoreError('document_too_large');
    hash.update(part);
    held = held.length === 0 ? part : Buffer.concat([held, part]);
    // The last chunk says so, so one is always kept back until the stream has ended.
    while (held.length > CHUNK_BYTES) {
      yield sealChunk(dataKey, { number: number++, last: false, bytes: held.subarray(0, CHUNK_BYTES) });
      held = held.subarray(CHUNK_BYTES);
    }
  }
  yield sealChunk(dataKey, { number, last: true, bytes: held });
  return { sha256: hash.digest('hex'), bytes };
}

import { DocumentStoreError } from './document-store.ts';
import { HEADER_BYTES, LENGTH_BYTES, openChunk, openHeader, readLengthWord, TAG_BYTES } from './sealed-format.ts';

/** Reads exactly the next bytes, fewer only at the end. */
export type Take = (bytes: number) => Promise<Buffer>;

/** Opens a sealed document chunk by chunk; nothing is passed on before it was authenticated. @throws DocumentStoreError document_corrupt */
export async function* unseal(take: Take, masterKey: Buffer, binding: string): AsyncGenerator<Buffer, void> {
  const dataKey = openHeader(masterKey, binding, await take(HEADER_BYTES));
  for (let number = 0; ; number++) {
    const word = await take(LENGTH_BYTES);
    const { length, last } = readLengthWord(word);
    const body = await take(length + TAG_BYTES);
    if (body.length !== length + TAG_BYTES) throw new DocumentStoreError('document_corrupt');
    yield openChunk(dataKey, number, Buffer.concat([word, body]));
    if (last) break;
  }
  if ((await take(1)).length > 0) throw new DocumentStoreError('document_corrupt');
}

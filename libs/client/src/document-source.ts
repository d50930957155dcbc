import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';

/** A document: in memory, a file of this machine, or a stream. */
export type DocumentSource = Blob | Uint8Array | { readonly path: string } | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/**
 * The document as a part of a form. A file is read while it is sent; a stream is read to its end before, because a form that is
 * sent again has to begin at its beginning.
 */
export async function documentBlob(source: DocumentSource): Promise<Blob> {
  if (source instanceof Blob) return source;
  if (source instanceof Uint8Array) return new Blob([Uint8Array.from(source)]);
  if ('path' in source) return new File([await openAsBlob(source.path)], basename(source.path));
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of source) chunks.push(Uint8Array.from(chunk));
  return new Blob(chunks);
}

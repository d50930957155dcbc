import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { chunksOfFile } from '../document-source.ts';
import { DocumentStoreError } from '../document-store.ts';

/** The smallest part that S3 takes. */
export const PART_BYTES = 5 * 1024 * 1024;
/** One on its way while the next is read. */
const PARTS_AT_ONCE = 2;
/** Half a part: lib-storage joins what it is given, and holds less the larger the pieces are. */
const PIECE_BYTES = PART_BYTES / 2;
/** 256 MiB at a megabyte a second. */
const UPLOAD_WITHIN_MS = 5 * 60_000;

export interface UploadOrder {
  readonly client: S3Client;
  readonly params: { readonly Bucket: string; readonly Key: string; readonly IfNoneMatch?: '*' };
}

/** Sends a file in one request or in parts. Nothing can be seen before all of it is there; parts of a failed upload are taken back. */
export async function upload(file: FileHandle, { client, params }: UploadOrder): Promise<void> {
  const { size } = await file.stat();
  const body = Readable.from(piecesInTime(file), { highWaterMark: 1 });
  try {
    const given = { ...params, Body: body, ContentLength: size, ContentType: 'application/octet-stream' };
    await new Upload({ client, params: given, partSize: PART_BYTES, queueSize: PARTS_AT_ONCE }).done();
  } finally {
    body.destroy();
  }
}

async function* piecesInTime(file: FileHandle): AsyncGenerator<Buffer, void> {
  const until = performance.now() + UPLOAD_WITHIN_MS;
  for await (const piece of chunksOfFile(file, PIECE_BYTES)) {
    if (performance.now() > until) throw new DocumentStoreError('document_store_unavailable');
    yield piece;
  }
}

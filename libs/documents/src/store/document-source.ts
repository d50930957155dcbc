import { open, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { CHUNK_BYTES } from './sealed-format.ts';

/** What a document can be put from: a stream, its bytes, or the path of a file. */
export type DocumentSource = Readable | Buffer | string;

export function chunksOf(source: DocumentSource): AsyncIterable<Buffer> | Iterable<Buffer> {
  if (typeof source === 'string') return chunksAtPath(source);
  return source instanceof Readable ? source : [source];
}

async function* chunksAtPath(path: string): AsyncGenerator<Buffer, void> {
  const file = await open(path, 'r');
  try {
    yield* chunksOfFile(file, CHUNK_BYTES);
  } finally {
    await file.close();
  }
}

/** From its first byte, wherever the file was written last. A stream does the same with three times the work. */
export async function* chunksOfFile(file: FileHandle, chunkBytes: number): AsyncGenerator<Buffer, void> {
  for (let at = 0; ; ) {
    const buffer = Buffer.allocUnsafe(chunkBytes);
    const { bytesRead } = await file.read(buffer, 0, chunkBytes, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

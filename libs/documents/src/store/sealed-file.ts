import { randomUUID } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import type { StoredDocument } from './document-store.ts';
import { sealHeader } from './sealed-format.ts';
import { sealStream } from './seal.ts';
import type { Take } from './unseal.ts';

export interface SealOrder {
  readonly masterKey: Buffer;
  readonly tenantId: string;
  readonly maxBytes: number;
}

/** A received fax of 500 pages stays far below; a stream without end does not fill the disk. */
export const DEFAULT_MAX_BYTES = 256 * 1024 * 1024;

/** The content hash is known only at the end, so the header is bound to the tenant; the name is checked by reading. */
export async function writeSealed(
  file: FileHandle, source: AsyncIterable<Buffer> | Iterable<Buffer>, { masterKey, tenantId, maxBytes }: SealOrder,
): Promise<StoredDocument> {
  const { header, dataKey } = sealHeader(masterKey, tenantId);
  const sealed = sealStream(source, dataKey, maxBytes);
  let step = await sealed.next();
  // Most documents are one chunk: one write.
  let first = [header];
  for (; !step.done; step = await sealed.next(), first = []) await file.writeFile(Buffer.concat([...first, step.value]));
  return step.value;
}

export function takeFromFile(file: FileHandle): Take {
  return async (bytes) => {
    const buffer = Buffer.alloc(bytes);
    let filled = 0;
    while (filled < bytes) {
      const { bytesRead } = await file.read(buffer, filled, bytes - filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  };
}

/** Writes a document to a file for others to read, whole or not at all. */
export async function writeWhole(path: string, chunks: AsyncIterable<Buffer>): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    for await (const chunk of chunks) await file.writeFile(chunk);
    await file.close();
    await rename(draft, path);
  } finally {
    await file.close();
    await rm(draft, { force: true });
  }
}

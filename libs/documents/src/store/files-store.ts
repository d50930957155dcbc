import { randomUUID } from 'node:crypto';
import { access, type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import {
  checkAddress, checkTenant, type DocumentAddress, type DocumentStore, DocumentStoreError, type StoredDocument,
} from './document-store.ts';
import { CHUNK_BYTES, sealHeader } from './sealed-format.ts';
import { sealStream } from './seal.ts';
import { unseal } from './unseal.ts';
import { verified } from './verified.ts';

export interface FilesStoreOptions {
  readonly folder: string;
  /** From `openMasterKey`. */
  readonly masterKey: Buffer;
  /** A received fax of 500 pages stays far below; a stream without end does not fill the disk. */
  readonly maxBytes?: number;
}

const DEFAULT_MAX_BYTES = 256 * 1024 * 1024;

/** Documents as files: `<folder>/<tenant>/<first two hex digits>/<sha256>`, written beside and renamed into place. */
export class FilesDocumentStore implements DocumentStore {
  private readonly options: FilesStoreOptions;

  constructor(options: FilesStoreOptions) {
    this.options = options;
  }

  async put(tenantId: string, source: Readable | Buffer | string): Promise<StoredDocument> {
    checkTenant(tenantId);
    const draft = join(this.options.folder, tenantId, `${randomUUID()}.draft`);
    try {
      const file = await inFolderOf(draft, () => open(draft, 'wx', 0o600));
      const stored = await this.write(file, tenantId, chunksOf(source));
      await this.keep(draft, { tenantId, sha256: stored.sha256 });
      return stored;
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    } finally {
      if (source instanceof Readable) source.destroy();
    }
  }

  get(address: DocumentAddress): Readable {
    return Readable.from(this.read(address), { objectMode: false });
  }

  async materialise(address: DocumentAddress, path: string): Promise<void> {
    const draft = `${path}.${randomUUID()}`;
    const file = await open(draft, 'wx', 0o600);
    try {
      for await (const chunk of this.read(address)) await file.writeFile(chunk);
      await file.close();
      await rename(draft, path);
    } finally {
      await file.close();
      await rm(draft, { force: true });
    }
  }

  async has(address: DocumentAddress): Promise<boolean> {
    checkAddress(address);
    try {
      await access(this.pathOf(address));
      return true;
    } catch (error) {
      // A disk that fails or a folder that is closed to us says nothing about what is in it.
      if (!isAbsence(error)) throw error;
      return false;
    }
  }

  async delete(address: DocumentAddress): Promise<void> {
    checkAddress(address);
    await rm(this.pathOf(address), { force: true });
  }

  /** The content hash is known only at the end, so the header is bound to the tenant; the name is checked by reading. */
  private async write(file: FileHandle, tenantId: string, source: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<StoredDocument> {
    try {
      const { header, dataKey } = sealHeader(this.options.masterKey, tenantId);
      const sealed = sealStream(source, dataKey, this.options.maxBytes ?? DEFAULT_MAX_BYTES);
      let step = await sealed.next();
      // Most documents are one chunk: one write.
      let first = [header];
      for (; !step.done; step = await sealed.next(), first = []) await file.writeFile(Buffer.concat([...first, step.value]));
      await file.sync();
      return step.value;
    } finally {
      await file.close();
    }
  }

  /** Replaces an equal document by itself: the rename is atomic, readers of the old file keep it. */
  private async keep(draft: string, address: DocumentAddress): Promise<void> {
    const path = this.pathOf(address);
    await inFolderOf(path, () => rename(draft, path));
    await syncFolder(dirname(path));
  }

  private async *read(address: DocumentAddress): AsyncGenerator<Buffer, void> {
    checkAddress(address);
    const file = await this.openStored(address);
    try {
      yield* verified(unseal((bytes) => take(file, bytes), this.options.masterKey, address.tenantId), address.sha256);
    } finally {
      await file.close();
    }
  }

  private async openStored(address: DocumentAddress): Promise<FileHandle> {
    try {
      return await open(this.pathOf(address), 'r');
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') throw new DocumentStoreError('document_not_found');
      throw cause;
    }
  }

  private pathOf({ tenantId, sha256 }: DocumentAddress): string {
    return join(this.options.folder, tenantId, sha256.slice(0, 2), sha256);
  }
}

function isAbsence(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** The folder is there for all but the first: looking first would cost every document a turn of the disk. */
async function inFolderOf<Result>(path: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    return act();
  }
}

function chunksOf(source: Readable | Buffer | string): AsyncIterable<Buffer> | Iterable<Buffer> {
  if (typeof source === 'string') return fileChunks(source);
  return source instanceof Readable ? source : [source];
}

/** A stream does the same with three times the work. */
async function* fileChunks(path: string): AsyncGenerator<Buffer, void> {
  const file = await open(path, 'r');
  try {
    for (;;) {
      const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
      const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

async function take(file: FileHandle, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes);
  let filled = 0;
  while (filled < bytes) {
    const { bytesRead } = await file.read(buffer, filled, bytes - filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

/** A renamed file is safe from a power cut only when its folder was synced too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

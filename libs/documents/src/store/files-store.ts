import { randomUUID } from 'node:crypto';
import { access, constants, type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { chunksOf, type DocumentSource } from './document-source.ts';
import {
  checkAddress, checkTenant, type DocumentAddress, type DocumentStore, DocumentStoreError, keyOf, type ListedDocument, type StoredDocument,
} from './document-store.ts';
import { DRAFT_SUFFIX, drafts, isAbsence, listedDocuments, seenAt } from './files-listing.ts';
import { DEFAULT_MAX_BYTES, takeFromFile, writeSealed, writeWhole } from './sealed-file.ts';
import { unseal } from './unseal.ts';
import { verified } from './verified.ts';

export interface FilesStoreOptions {
  readonly folder: string;
  /** From `openMasterKey`. */
  readonly masterKey: Buffer;
  readonly maxBytes?: number;
}

/** Every put gives a file a new date; between it and the event that names it are a few statements, each limited to seconds. */
const SETTLED_AFTER_MS = 60_000;

/** Documents as files: `<folder>/<tenant>/<first two hex digits>/<sha256>`, written beside and renamed into place. */
export class FilesDocumentStore implements DocumentStore {
  readonly settledAfterMs = SETTLED_AFTER_MS;
  private readonly options: FilesStoreOptions;

  constructor(options: FilesStoreOptions) {
    this.options = options;
  }

  async put(tenantId: string, source: DocumentSource): Promise<StoredDocument> {
    checkTenant(tenantId);
    const draft = this.draftOf(tenantId);
    try {
      const file = await inFolderOf(draft, () => open(draft, 'wx', 0o600));
      const stored = await this.write(file, tenantId, source);
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

  materialise(address: DocumentAddress, path: string): Promise<void> {
    return writeWhole(path, this.read(address));
  }

  async has(address: DocumentAddress): Promise<boolean> {
    checkAddress(address);
    return unlessAbsent(access(this.pathOf(address)));
  }

  async delete(address: DocumentAddress): Promise<void> {
    checkAddress(address);
    await rm(this.pathOf(address), { force: true });
  }

  async find(address: DocumentAddress): Promise<ListedDocument | undefined> {
    checkAddress(address);
    const seen = await seenAt(this.pathOf(address));
    return seen && { tenantId: address.tenantId, sha256: address.sha256, ...seen };
  }

  list(): AsyncIterable<ListedDocument> {
    return listedDocuments(this.options.folder);
  }

  /** Taken aside first, which takes one file and no other: what was put since would be lost between a look and a deletion. */
  async deleteListed(document: ListedDocument): Promise<boolean> {
    checkAddress(document);
    const path = this.pathOf(document);
    if ((await seenAt(path))?.version !== document.version) return false;
    const aside = this.draftOf(document.tenantId);
    if (!(await unlessAbsent(rename(path, aside)))) return false;
    const asListed = (await seenAt(aside))?.version === document.version;
    await (asListed ? rm(aside) : rename(aside, path));
    return asListed;
  }

  async clearUnfinished(before: number): Promise<number> {
    let cleared = 0;
    for await (const draft of drafts(this.options.folder)) {
      const seen = await seenAt(draft);
      if (seen === undefined || seen.storedAt >= before) continue;
      await rm(draft, { force: true });
      cleared += 1;
    }
    return cleared;
  }

  async healthy(): Promise<void> {
    await mkdir(this.options.folder, { recursive: true, mode: 0o700 });
    await access(this.options.folder, constants.R_OK | constants.W_OK);
  }

  private async write(file: FileHandle, tenantId: string, source: DocumentSource): Promise<StoredDocument> {
    const { masterKey, maxBytes = DEFAULT_MAX_BYTES } = this.options;
    try {
      const stored = await writeSealed(file, chunksOf(source), { masterKey, tenantId, maxBytes });
      await file.sync();
      return stored;
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
      yield* verified(unseal(takeFromFile(file), this.options.masterKey, address.tenantId), address.sha256);
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

  private pathOf(address: DocumentAddress): string {
    return join(this.options.folder, keyOf(address));
  }

  private draftOf(tenantId: string): string {
    return join(this.options.folder, tenantId, `${randomUUID()}${DRAFT_SUFFIX}`);
  }
}

/** A disk that fails or a folder that is closed to us says nothing about what is in it. */
async function unlessAbsent(done: Promise<void>): Promise<boolean> {
  try {
    await done;
    return true;
  } catch (error) {
    if (!isAbsence(error)) throw error;
    return false;
  }
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

/** A renamed file is safe from a power cut only when its folder was synced too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

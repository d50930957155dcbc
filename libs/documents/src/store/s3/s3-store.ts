import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { chunksOf, type DocumentSource } from '../document-source.ts';
import {
  addressOf, checkAddress, checkTenant, type DocumentAddress, type DocumentStore, DocumentStoreError, keyOf, type ListedDocument, type StoredDocument,
} from '../document-store.ts';
import { MIN_GRACE_MS } from '../document-sweeper.ts';
import { DEFAULT_MAX_BYTES, writeSealed, writeWhole } from '../sealed-file.ts';
import { unseal } from '../unseal.ts';
import { verified } from '../verified.ts';
import { takeFromBody } from './body-reader.ts';
import { S3Bucket, type OpenObject } from './s3-bucket.ts';
import { ANSWER_WITHIN_MS, type S3Settings } from './s3-client.ts';
import { withSpool } from './spool.ts';
import { Turnstile } from '../../turnstile.ts';

export interface S3DocumentStoreOptions {
  readonly s3: S3Settings;
  /** From `openMasterKey`; the same in every process. */
  readonly masterKey: Buffer;
  /** Where sealed bytes wait until their hash is known. */
  readonly spoolFolder: string;
  readonly maxBytes?: number;
  /** How long an answer, or the next piece of one, may take; a request is tried three times. */
  readonly answerWithinMs?: number;
  /** Milliseconds since the Unix epoch. */
  readonly now?: () => number;
}

/** Each holds up to some 20 MiB: parts on their way and the pieces of the next. */
const UPLOADS_AT_ONCE = 6;
/** What is older is put again, so that its date is a new one: a sweeper looks at it, and `MIN_GRACE_MS` is twice as long. */
const REFRESHED_AFTER_MS = 3_600_000;

/** Documents as objects: `<tenant>/<first two hex digits>/<sha256>`, sealed before they leave. */
export class S3DocumentStore implements DocumentStore {
  readonly settledAfterMs = MIN_GRACE_MS;
  readonly #options: S3DocumentStoreOptions;
  readonly #bucket: S3Bucket;
  readonly #uploads = new Turnstile(UPLOADS_AT_ONCE);

  constructor(options: S3DocumentStoreOptions) {
    this.#options = options;
    this.#bucket = new S3Bucket(options.s3, options.answerWithinMs ?? ANSWER_WITHIN_MS);
  }

  async put(tenantId: string, source: DocumentSource): Promise<StoredDocument> {
    checkTenant(tenantId);
    const { masterKey, spoolFolder, maxBytes = DEFAULT_MAX_BYTES } = this.#options;
    try {
      return await withSpool(spoolFolder, async (file) => {
        const stored = await writeSealed(file, chunksOf(source), { masterKey, tenantId, maxBytes });
        await this.#uploads.pass(() => this.#keep(file, { tenantId, sha256: stored.sha256 }));
        return stored;
      });
    } finally {
      if (source instanceof Readable) source.destroy();
    }
  }

  get(address: DocumentAddress): Readable {
    return Readable.from(this.#read(address), { objectMode: false });
  }

  materialise(address: DocumentAddress, path: string): Promise<void> {
    return writeWhole(path, this.#read(address));
  }

  async has(address: DocumentAddress): Promise<boolean> {
    checkAddress(address);
    return this.#bucket.has(keyOf(address));
  }

  async delete(address: DocumentAddress): Promise<void> {
    checkAddress(address);
    await this.#bucket.delete(keyOf(address));
  }

  async *list(): AsyncGenerator<ListedDocument, void> {
    for await (const { key, storedAt, version } of this.#bucket.list()) {
      const address = addressOf(key);
      if (address) yield { ...address, storedAt, version };
    }
  }

  async find(address: DocumentAddress): Promise<ListedDocument | undefined> {
    checkAddress(address);
    const seen = await this.#bucket.find(keyOf(address));
    return seen && { tenantId: address.tenantId, sha256: address.sha256, ...seen };
  }

  async deleteListed(document: ListedDocument): Promise<boolean> {
    checkAddress(document);
    return this.#bucket.deleteVersion(keyOf(document), document.version);
  }

  /** A life-cycle rule of the bucket (AbortIncompleteMultipartUpload) does the same. */
  clearUnfinished(before: number): Promise<number> {
    return this.#bucket.clearUploads(before);
  }

  healthy(): Promise<void> {
    return this.#bucket.healthy();
  }

  close(): void {
    this.#bucket.close();
  }

  async #keep(file: FileHandle, address: DocumentAddress): Promise<void> {
    const key = keyOf(address);
    if (await this.#bucket.create(key, file)) return;
    if (await this.#isFreshAndSound(address)) return;
    await this.#bucket.replace(key, file);
  }

  /** Read to its end: whoever put it is told that it can be read, and may not come back with the bytes. */
  async #isFreshAndSound(address: DocumentAddress): Promise<boolean> {
    const { now = Date.now } = this.#options;
    try {
      const object = await this.#bucket.open(keyOf(address));
      if (object.storedAt < now() - REFRESHED_AFTER_MS) {
        object.body.destroy();
        return false;
      }
      for await (const _ of this.#content(object, address));
      return true;
    } catch (error) {
      if (error instanceof DocumentStoreError && !error.retriable) return false;
      throw error;
    }
  }

  async *#read(address: DocumentAddress): AsyncGenerator<Buffer, void> {
    checkAddress(address);
    yield* this.#content(await this.#bucket.open(keyOf(address)), address);
  }

  async *#content({ body }: OpenObject, { tenantId, sha256 }: DocumentAddress): AsyncGenerator<Buffer, void> {
    const { masterKey, answerWithinMs = ANSWER_WITHIN_MS } = this.#options;
    try {
      yield* verified(unseal(takeFromBody(body, answerWithinMs), masterKey, tenantId), sha256);
    } finally {
      body.destroy();
    }
  }
}

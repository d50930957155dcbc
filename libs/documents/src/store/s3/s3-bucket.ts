import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { DeleteObjectCommand, GetObjectCommand, HeadBucketCommand, HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { encryptionOf, s3Client, type S3Settings } from './s3-client.ts';
import { isTaken, nameOf, storeFailure } from './s3-failure.ts';
import { clearUnfinishedUploads, listedObjects, type ListedObject } from './s3-listing.ts';
import { upload } from './s3-upload.ts';

/** Readiness is asked every few seconds and answered within two. */
const HEALTHY_WITHIN_MS = 1_500;

export interface OpenObject {
  readonly body: Readable;
  readonly storedAt: number;
}

/** The requests that we make, each failing as a `DocumentStoreError`. */
export class S3Bucket {
  readonly #client: S3Client;
  readonly #settings: S3Settings;

  constructor(settings: S3Settings, answerWithinMs: number) {
    this.#settings = settings;
    this.#client = s3Client(settings, answerWithinMs);
  }

  /** False where an object has this key already, or may have. */
  async create(key: string, file: FileHandle): Promise<boolean> {
    try {
      await upload(file, { client: this.#client, params: { ...this.#written(key), IfNoneMatch: '*' } });
      return true;
    } catch (error) {
      if (isTaken(error)) return false;
      throw storeFailure(error);
    }
  }

  replace(key: string, file: FileHandle): Promise<void> {
    return speaking(upload(file, { client: this.#client, params: this.#written(key) }));
  }

  async open(key: string): Promise<OpenObject> {
    const { Body, LastModified } = await speaking(this.#client.send(new GetObjectCommand(this.#at(key))));
    return { body: Body instanceof Readable ? Body : Readable.from([]), storedAt: LastModified?.getTime() ?? 0 };
  }

  /** By GET: an answer to HEAD has no words, and cannot tell a missing bucket from a missing object. */
  async has(key: string): Promise<boolean> {
    try {
      const { Body } = await this.#client.send(new GetObjectCommand({ ...this.#at(key), Range: 'bytes=0-0' }));
      await Body?.transformToByteArray();
      return true;
    } catch (error) {
      // There, though empty.
      if (nameOf(error) === 'InvalidRange') return true;
      const failure = storeFailure(error);
      if (failure.code === 'document_not_found') return false;
      throw failure;
    }
  }

  async delete(key: string): Promise<void> {
    await speaking(this.#client.send(new DeleteObjectCommand(this.#at(key))));
  }

  /** The condition is the guard; the look before it serves stores that do not know conditional deletes and ignore them. */
  async deleteVersion(key: string, version: string): Promise<boolean> {
    try {
      const { ETag } = await this.#client.send(new HeadObjectCommand(this.#at(key)));
      if (ETag !== version) return false;
      await this.#client.send(new DeleteObjectCommand({ ...this.#at(key), IfMatch: version }));
      return true;
    } catch (error) {
      if (isTaken(error) || nameOf(error) === 'NotFound') return false;
      throw storeFailure(error);
    }
  }

  /** Undefined where there is no such object. */
  async find(key: string): Promise<Omit<ListedObject, 'key'> | undefined> {
    try {
      const { ETag: version, LastModified } = await this.#client.send(new HeadObjectCommand(this.#at(key)));
      return version === undefined || !LastModified ? undefined : { storedAt: LastModified.getTime(), version };
    } catch (error) {
      if (nameOf(error) === 'NotFound') return undefined;
      throw storeFailure(error);
    }
  }

  list(): AsyncIterable<ListedObject> {
    return listedObjects(this.#client, this.#settings.bucket);
  }

  clearUploads(before: number): Promise<number> {
    return clearUnfinishedUploads(this.#client, { bucket: this.#settings.bucket, before });
  }

  async healthy(): Promise<void> {
    const asked = this.#client.send(new HeadBucketCommand({ Bucket: this.#settings.bucket }), { abortSignal: AbortSignal.timeout(HEALTHY_WITHIN_MS) });
    await speaking(asked);
  }

  close(): void {
    this.#client.destroy();
  }

  #at(key: string) {
    return { Bucket: this.#settings.bucket, Key: key };
  }

  #written(key: string) {
    return { ...this.#at(key), ...encryptionOf(this.#settings) };
  }
}

async function speaking<Result>(answer: Promise<Result>): Promise<Result> {
  try {
    return await answer;
  } catch (error) {
    throw storeFailure(error);
  }
}

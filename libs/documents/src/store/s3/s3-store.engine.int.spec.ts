import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  CreateBucketCommand, CreateMultipartUploadCommand, GetObjectCommand, ListMultipartUploadsCommand, ListObjectsV2Command, PutObjectCommand, type S3Client,
} from '@aws-sdk/client-s3';
import { s3, type TestS3 } from '@faxwire/testing';
import { unreliableLink, type UnreliableLink } from '../../testing/unreliable-link.ts';
import { describeDocumentStore } from '../document-store.contract.ts';
import { DocumentSweeper } from '../document-sweeper.ts';
import { CHUNK_BYTES, HEADER_BYTES } from '../sealed-format.ts';
import { ANSWER_WITHIN_MS, s3Client, type S3Settings } from './s3-client.ts';
import { clearUnfinishedUploads, listedObjects } from './s3-listing.ts';
import { S3DocumentStore, type S3DocumentStoreOptions } from './s3-store.ts';
import { PART_BYTES } from './s3-upload.ts';

const MEBIBYTE = 1024 * 1024;
const HOUR_MS = 3_600_000;

describe('a document store on S3', () => {
  let server: TestS3;
  let client: S3Client;
  let spoolFolder: string;
  let link: UnreliableLink;
  const stores: S3DocumentStore[] = [];

  beforeAll(async () => {
    server = await s3();
    client = s3Client(settings(''), ANSWER_WITHIN_MS);
    spoolFolder = await mkdtemp(join(tmpdir(), 'faxwire-spool-'));
    link = await unreliableLink(server.endpoint);
  }, 120_000);
  afterEach(async () => {
    link.mend();
    expect(await readdir(spoolFolder)).toEqual([]);
  });
  afterAll(async () => {
    for (const store of stores) store.close();
    client.destroy();
    await link.close();
    await rm(spoolFolder, { recursive: true, force: true });
  });

  const settings = (bucket: string): S3Settings => ({ ...server, bucket, pathStyle: true, serverSideEncryption: 'none', kmsKeyId: '' });
  const newBucket = async (): Promise<string> => {
    const bucket = `documents-${randomUUID()}`;
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    return bucket;
  };
  const storeOn = (bucket: string, { s3: changed, ...options }: Partial<Omit<S3DocumentStoreOptions, 's3'>> & { s3?: Partial<S3Settings> } = {}) => {
    const store = new S3DocumentStore({ masterKey: randomBytes(32), spoolFolder, ...options, s3: { ...settings(bucket), ...changed } });
    stores.push(store);
    return store;
  };
  const newStore = async (): Promise<S3DocumentStore> => storeOn(await newBucket());
  const objectsIn = async (bucket: string) => (await client.send(new ListObjectsV2Command({ Bucket: bucket }))).Contents ?? [];
  const uploadsIn = async (bucket: string) => (await client.send(new ListMultipartUploadsCommand({ Bucket: bucket }))).Uploads ?? [];

  describeDocumentStore(newStore);

  const content = Buffer.concat([Buffer.from('CANARY-TEXT'), randomBytes(2 * CHUNK_BYTES)]);

  async function stored(options: Parameters<typeof storeOn>[1] = {}) {
    const bucket = await newBucket();
    const masterKey = randomBytes(32);
    const store = storeOn(bucket, { masterKey, ...options });
    const address = { tenantId: 'tenant', sha256: (await store.put('tenant', content)).sha256 };
    const Key = `tenant/${address.sha256.slice(0, 2)}/${address.sha256}`;
    const sealed = async () => Buffer.from(await (await client.send(new GetObjectCommand({ Bucket: bucket, Key }))).Body!.transformToByteArray());
    const spoil = async (bytes: Buffer) => void (await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: bytes })));
    const version = async () => (await objectsIn(bucket)).find((object) => object.Key === Key)?.ETag;
    return { bucket, masterKey, store, address, Key, sealed, spoil, version, read: (from = store) => buffer(from.get(address)) };
  }

  it('puts each document under its tenant and hash, and shows nothing of the content', async () => {
    const { bucket, Key, sealed } = await stored();
    expect((await objectsIn(bucket)).map((object) => object.Key)).toEqual([Key]);
    expect((await sealed()).includes('CANARY-TEXT')).toBe(false);
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['changed', (bytes) => (bytes.writeUInt8(bytes.readUInt8(HEADER_BYTES + 100) ^ 1, HEADER_BYTES + 100), bytes)],
    ['cut short', (bytes) => bytes.subarray(0, -1)],
    ['longer', (bytes) => Buffer.concat([bytes, Buffer.from([0])])],
    ['empty', () => Buffer.alloc(0)],
  ])('notices an object that is %s, and mends it when the content is put again', async (_how, damage) => {
    const { store, address, sealed, spoil, read } = await stored();
    expect((await read()).equals(content)).toBe(true);
    await spoil(damage(await sealed()));
    await expect(read()).rejects.toMatchObject({ code: 'document_corrupt', retriable: false });
    expect(await store.has(address)).toBe(true);
    await store.put('tenant', content);
    expect((await read()).equals(content)).toBe(true);
  });

  it('opens nothing with another master key, and seals content anew that is put under one', async () => {
    const { bucket, read } = await stored();
    const stranger = storeOn(bucket);
    await expect(read(stranger)).rejects.toMatchObject({ code: 'document_corrupt' });
    await stranger.put('tenant', content);
    expect((await read(stranger)).equals(content)).toBe(true);
  });

  it('keeps an equal document that is young, and replaces one that a sweeper could soon look at', async () => {
    let now = Date.now();
    const { store, version } = await stored({ now: () => now });
    const first = await version();
    await store.put('tenant', content);
    expect(await version()).toBe(first);
    now += 2 * HOUR_MS;
    await store.put('tenant', content);
    expect(await version()).not.toBe(first);
  });

  it('lists documents beyond the first page, and no objects of others', async () => {
    const bucket = await newBucket();
    const store = storeOn(bucket);
    const documents: string[] = [];
    for (let n = 0; n < 5; n += 1) documents.push((await store.put(`tenant-${n % 2}`, Buffer.from(`page ${n}`))).sha256);
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'tenant-1/notes.txt', Body: 'mine' }));
    const listed: string[] = [];
    for await (const { sha256 } of store.list()) listed.push(sha256);
    expect(listed.toSorted()).toEqual(documents.toSorted());
    const keys: string[] = [];
    for await (const { key } of listedObjects(client, bucket, 2)) keys.push(key);
    expect(keys).toEqual((await objectsIn(bucket)).map(({ Key }) => Key));
    expect(keys).toHaveLength(6);
  });

  describe('with large documents', () => {
    const BOUND_BYTES = 80 * MEBIBYTE;
    const piece = randomBytes(MEBIBYTE);
    const document = (mebibytes: number) => {
      const pieces = () => Array.from({ length: mebibytes }, () => piece);
      const hash = createHash('sha256');
      for (const part of pieces()) hash.update(part);
      const sha256 = hash.digest('hex');
      return { mebibytes, sha256, stream: () => Readable.from(pieces()), address: { tenantId: 'tenant', sha256 } };
    };
    const several = document(12);

    /** What is in use, without what waits to be collected. */
    async function heldDuring(work: () => Promise<unknown>): Promise<{ held: number; result: unknown }> {
      setFlagsFromString('--expose-gc');
      const collect = runInNewContext('gc') as () => void;
      const inUse = () => {
        // A collection frees buffers beside the thread that asked for it; the next one waits until that is done.
        collect();
        collect();
        return process.memoryUsage().arrayBuffers;
      };
      const before = inUse();
      let most = 0;
      const timer = setInterval(() => (most = Math.max(most, inUse() - before)), 400);
      const result = await work().finally(() => clearInterval(timer));
      return { held: Math.max(most, inUse() - before), result };
    }

    it('stores and reads 160 MiB in parts and holds few of them at a time', async () => {
      const store = await newStore();
      const { mebibytes, sha256, stream, address } = document(160);
      const putting = await heldDuring(() => store.put('tenant', stream()));
      expect(putting.result).toEqual({ sha256, bytes: mebibytes * MEBIBYTE });
      const reading = await heldDuring(async () => {
        for await (const _ of store.get(address));
      });
      expect([putting.held, reading.held].filter((held) => held > BOUND_BYTES)).toEqual([]);
      // The negative control: a document held as a whole is seen.
      const whole = await heldDuring(() => buffer(store.get(address)));
      expect(whole.held).toBeGreaterThan(BOUND_BYTES);
    }, 120_000);

    it('stores one of several that are put at the same time, by several processes, and leaves no part of the others', async () => {
      const bucket = await newBucket();
      const masterKey = randomBytes(32);
      const puts = [1, 2, 3].map(() => storeOn(bucket, { masterKey }).put('tenant', several.stream()));
      expect(new Set((await Promise.all(puts)).map((put) => put.sha256))).toEqual(new Set([several.sha256]));
      expect(await objectsIn(bucket)).toHaveLength(1);
      expect(await uploadsIn(bucket)).toEqual([]);
      for await (const _ of storeOn(bucket, { masterKey }).get(several.address));
    }, 60_000);

    it('shows nothing of an upload that breaks off, and puts it when it is tried again', async () => {
      const bucket = await newBucket();
      const store = storeOn(bucket, { s3: { endpoint: link.url } });
      link.cutAfterSending(PART_BYTES / 2);
      await expect(store.put('tenant', several.stream())).rejects.toMatchObject({ code: 'document_store_unavailable' });
      link.mend();
      expect(await store.has(several.address)).toBe(false);
      expect(await objectsIn(bucket)).toEqual([]);
      await store.put('tenant', several.stream());
      expect(await store.has(several.address)).toBe(true);
    }, 60_000);

    it('clears away the uploads of processes that were killed, when they are old, and no uploads of others', async () => {
      const bucket = await newBucket();
      const begin = (Key: string) => client.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key }));
      for (const hash of ['a', 'b', 'c']) await begin(`tenant/${hash.repeat(2)}/${hash.repeat(64)}`);
      await begin('of-somebody-else');
      expect(await storeOn(bucket).clearUnfinished(Date.now() - HOUR_MS)).toBe(0);
      expect(await uploadsIn(bucket)).toHaveLength(4);
      expect(await clearUnfinishedUploads(client, { bucket, before: Date.now() + HOUR_MS, page: 2 })).toBe(3);
      expect((await uploadsIn(bucket)).map(({ Key }) => Key)).toEqual(['of-somebody-else']);
    });
  });

  describe('that fails', () => {
    const ways = (store: S3DocumentStore): Record<string, () => Promise<unknown>> => {
      const address = { tenantId: 'tenant', sha256: 'a'.repeat(64) };
      return {
        put: () => store.put('tenant', Readable.from(['letter'])),
        has: () => store.has(address),
        get: () => buffer(store.get(address)),
        materialise: () => store.materialise(address, join(spoolFolder, 'out')),
        delete: () => store.delete(address),
        deleteListed: () => store.deleteListed({ ...address, storedAt: 0, version: '"1"' }),
        list: async () => {
          for await (const _ of store.list());
        },
        clearUnfinished: () => store.clearUnfinished(0),
        healthy: () => store.healthy(),
      };
    };

    it('is away, and never says that a document is not there', async () => {
      const store = storeOn(await newBucket(), { s3: { endpoint: link.url } });
      link.cutAfter(0);
      for (const way of Object.values(ways(store))) await expect(way()).rejects.toMatchObject({ code: 'document_store_unavailable', retriable: true });
    }, 60_000);

    it('is given up on when it is silent', async () => {
      const store = storeOn(await newBucket(), { s3: { endpoint: link.url }, answerWithinMs: 100 });
      link.fallSilent();
      const address = { tenantId: 'tenant', sha256: 'a'.repeat(64) };
      await expect(store.has(address)).rejects.toMatchObject({ code: 'document_store_unavailable' });
      await expect(buffer(store.get(address))).rejects.toMatchObject({ code: 'document_store_unavailable' });
      await expect(store.put('tenant', Buffer.from('letter'))).rejects.toMatchObject({ code: 'document_store_unavailable' });
      await expect(store.healthy()).rejects.toMatchObject({ code: 'document_store_unavailable' });
    }, 30_000);

    it('refuses wrong credentials', async () => {
      const store = storeOn(await newBucket(), { s3: { secretAccessKey: 'wrong' } });
      for (const way of Object.values(ways(store))) await expect(way()).rejects.toMatchObject({ code: 'document_store_refused', retriable: true });
    });

    it('has no such bucket, which is no absence of documents', async () => {
      const store = storeOn(`missing-${randomUUID()}`);
      const { deleteListed, ...others } = ways(store);
      for (const way of Object.values(others)) await expect(way()).rejects.toMatchObject({ code: 'document_store_refused' });
      expect(await deleteListed?.()).toBe(false);
    });

    it('breaks off in the middle of a document, which is no damage to it', async () => {
      const bucket = await newBucket();
      const masterKey = randomBytes(32);
      const direct = storeOn(bucket, { masterKey });
      const bytes = randomBytes(2 * MEBIBYTE);
      const address = { tenantId: 'tenant', sha256: (await direct.put('tenant', bytes)).sha256 };
      const store = storeOn(bucket, { masterKey, s3: { endpoint: link.url } });
      link.cutAfter(MEBIBYTE);
      await expect(buffer(store.get(address))).rejects.toMatchObject({ code: 'document_store_unavailable' });
      await expect(store.materialise(address, join(spoolFolder, 'out'))).rejects.toMatchObject({ code: 'document_store_unavailable' });
      link.mend();
      expect((await buffer(store.get(address))).equals(bytes)).toBe(true);
    });
  });

  describe('that is swept', () => {
    async function old() {
      const now = Date.now() + 48 * HOUR_MS;
      const { store, address, bucket } = await stored({ now: () => now });
      const sweeperThat = (isReferenced: DocumentSweeperLook) => new DocumentSweeper({ store, now: () => now, isReferenced });
      return { store, address, bucket, sweeperThat };
    }
    type DocumentSweeperLook = (tenantId: string, sha256: readonly string[]) => Promise<ReadonlySet<string>>;

    it('loses the documents that no fax names, and only those', async () => {
      const { store, address, sweeperThat } = await old();
      const named = (await store.put('tenant', Buffer.from('named'))).sha256;
      expect(await sweeperThat(async () => new Set([named])).sweep()).toEqual({ examined: 2, deleted: 1, cleared: 0, complete: true });
      expect(await store.has(address)).toBe(false);
      expect(await store.has({ ...address, sha256: named })).toBe(true);
    });

    it('keeps a document that is put again while its references are looked for', async () => {
      const { store, address, sweeperThat } = await old();
      const look = async () => {
        await store.put('tenant', content);
        return new Set<string>();
      };
      expect(await sweeperThat(look).sweep()).toMatchObject({ examined: 1, deleted: 0 });
      expect((await buffer(store.get(address))).equals(content)).toBe(true);
    });
  });
});

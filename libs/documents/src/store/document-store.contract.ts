import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { access, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { DocumentStore, ListedDocument } from './document-store.ts';
import { CHUNK_BYTES } from './sealed-format.ts';

/** Stores keep times in seconds. */
const CLOCK_GRAIN_MS = 1_000;

/** What every document store promises; call it inside a `describe` of a spec, with a way to make an empty store. */
export function describeDocumentStore(makeStore: () => Promise<DocumentStore>): void {
  let store: DocumentStore;
  let folder: string;
  const tenantId = 'tenant-a';

  beforeEach(async () => {
    store = await makeStore();
    folder = await mkdtemp(join(tmpdir(), 'faxwire-contract-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const stored = async (content: Buffer, tenant = tenantId) => ({
    tenantId: tenant,
    sha256: (await store.put(tenant, Readable.from([content]))).sha256,
  });

  it.each([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 5 * CHUNK_BYTES + 7])('gives back the %i bytes that were put', async (size) => {
    const content = randomBytes(size);
    const document = await store.put(tenantId, Readable.from([content]));
    expect(document).toEqual({ sha256: sha256Of(content), bytes: size });
    expect((await buffer(store.get({ tenantId, sha256: document.sha256 }))).equals(content)).toBe(true);
  });

  it('takes a file by its path', async () => {
    const path = join(folder, 'letter');
    await writeFile(path, 'Dear Sir or Madam');
    expect(await store.put(tenantId, path)).toEqual({ sha256: sha256Of(Buffer.from('Dear Sir or Madam')), bytes: 17 });
    expect(await store.put(tenantId, Buffer.from('Dear Sir or Madam'))).toEqual({ sha256: sha256Of(Buffer.from('Dear Sir or Madam')), bytes: 17 });
  });

  it('writes a document to a file', async () => {
    const address = await stored(Buffer.from('page'));
    await store.materialise(address, join(folder, 'out'));
    expect(await readFile(join(folder, 'out'), 'utf8')).toBe('page');
    expect(await readdir(folder)).toEqual(['out']);
  });

  it('leaves no file behind when there is no such document', async () => {
    const nowhere = { tenantId, sha256: sha256Of(Buffer.from(randomUUID())) };
    await expect(store.materialise(nowhere, join(folder, 'out'))).rejects.toMatchObject({ code: 'document_not_found' });
    await expect(access(join(folder, 'out'))).rejects.toThrow(/ENOENT/);
    expect(await readdir(folder)).toEqual([]);
  });

  it('keeps one document when the same content comes twice, also at the same time', async () => {
    const content = randomBytes(3 * CHUNK_BYTES);
    const [first, second] = await Promise.all([stored(content), stored(content)]);
    expect(first).toEqual(second);
    expect((await buffer(store.get(first))).equals(content)).toBe(true);
  });

  it('never shows a tenant the document of another, even by its hash', async () => {
    const { sha256 } = await stored(Buffer.from('secret'));
    const others = { tenantId: 'tenant-b', sha256 };
    expect(await store.has(others)).toBe(false);
    await expect(buffer(store.get(others))).rejects.toMatchObject({ code: 'document_not_found' });
  });

  it('deletes one tenant\'s document and leaves the equal one of another', async () => {
    const mine = await stored(Buffer.from('same'));
    const theirs = await stored(Buffer.from('same'), 'tenant-b');
    await store.delete(mine);
    await store.delete(mine);
    expect(await store.has(mine)).toBe(false);
    expect(await store.has(theirs)).toBe(true);
  });

  it('stores nothing of a stream that breaks off', async () => {
    const broken = Readable.from((function* () {
      yield Buffer.from('half a ');
      throw new Error('connection lost');
    })());
    await expect(store.put(tenantId, broken)).rejects.toThrow('connection lost');
    expect(await store.has({ tenantId, sha256: sha256Of(Buffer.from('half a ')) })).toBe(false);
  });

  it('lists what is stored, tenant by tenant, and when it was put', async () => {
    const from = Date.now() - CLOCK_GRAIN_MS;
    const ofB = await stored(Buffer.from('one'), 'tenant-b');
    const ofA = [await stored(Buffer.from('one')), await stored(Buffer.from('two'))];
    const listed = await listOf(store);
    expect(listed.map(({ tenantId: tenant }) => tenant)).toEqual([tenantId, tenantId, 'tenant-b']);
    expect(new Set(listed.map(({ tenantId: tenant, sha256 }) => `${tenant}/${sha256}`)))
      .toEqual(new Set([...ofA, ofB].map(({ tenantId: tenant, sha256 }) => `${tenant}/${sha256}`)));
    for (const { storedAt } of listed) {
      expect(storedAt).toBeGreaterThanOrEqual(from);
      expect(storedAt).toBeLessThanOrEqual(Date.now());
    }
  });

  it('finds a document as it is listed', async () => {
    const address = await stored(Buffer.from('one'));
    expect([await store.find(address)]).toEqual(await listOf(store));
    expect(await store.find({ ...address, sha256: 'f'.repeat(64) })).toBeUndefined();
    expect(store.settledAfterMs).toBeGreaterThan(0);
  });

  it('lists nothing where nothing was stored', async () => {
    expect(await listOf(store)).toEqual([]);
  });

  it('deletes a document as it was listed, once, and not one that was replaced since', async () => {
    const address = await stored(Buffer.from('waste'));
    const [listed] = await listOf(store);
    if (!listed) throw new Error('the document is not listed');
    expect(await store.deleteListed({ ...listed, version: 'another' })).toBe(false);
    expect(await buffer(store.get(address))).toEqual(Buffer.from('waste'));
    expect(await store.deleteListed(listed)).toBe(true);
    expect(await store.deleteListed(listed)).toBe(false);
    expect(await store.has(address)).toBe(false);
    expect(await listOf(store)).toEqual([]);
  });

  it('clears nothing away of puts that have ended', async () => {
    const address = await stored(randomBytes(3 * CHUNK_BYTES));
    expect(await store.clearUnfinished(Date.now() + CLOCK_GRAIN_MS)).toBe(0);
    expect(await store.has(address)).toBe(true);
  });

  it('is healthy', async () => {
    await expect(store.healthy()).resolves.toBeUndefined();
  });

  it.each(['../tenant-b', '', 'a/b', '.', 'a'.repeat(101)])('refuses the tenant id %j', async (id) => {
    await expect(store.put(id, Readable.from(['x']))).rejects.toMatchObject({ code: 'document_bad_address' });
  });

  it.each(['../../etc/passwd', '', 'A'.repeat(64)])('refuses the hash %j', async (sha256) => {
    await expect(store.has({ tenantId, sha256 })).rejects.toMatchObject({ code: 'document_bad_address' });
    await expect(buffer(store.get({ tenantId, sha256 }))).rejects.toMatchObject({ code: 'document_bad_address' });
  });
}

async function listOf(store: DocumentStore): Promise<ListedDocument[]> {
  const listed: ListedDocument[] = [];
  for await (const document of store.list()) listed.push(document);
  return listed;
}

function sha256Of(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describeDocumentStore } from './document-store.contract.ts';
import { FilesDocumentStore } from './files-store.ts';
import { CHUNK_BYTES, HEADER_BYTES, LENGTH_BYTES, TAG_BYTES } from './sealed-format.ts';

const folders: string[] = [];
async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'faxwire-store-'));
  folders.push(folder);
  return folder;
}
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

describe('a document store in files', () => {
  describeDocumentStore(async () => new FilesDocumentStore({ folder: await temporaryFolder(), masterKey: randomBytes(32) }));

  async function storedFile(content: Buffer) {
    const folder = await temporaryFolder();
    const masterKey = randomBytes(32);
    const store = new FilesDocumentStore({ folder, masterKey });
    const { sha256 } = await store.put('tenant', Readable.from([content]));
    const path = join(folder, 'tenant', sha256.slice(0, 2), sha256);
    return { folder, masterKey, store, sha256, path, read: () => buffer(store.get({ tenantId: 'tenant', sha256 })) };
  }

  const content = Buffer.concat([Buffer.from('CANARY-TEXT'), randomBytes(2 * CHUNK_BYTES)]);
  const sealedChunk = LENGTH_BYTES + CHUNK_BYTES + TAG_BYTES;
  const flip = (at: number) => (bytes: Buffer) => {
    bytes[at]! ^= 1;
    return bytes;
  };
  const secondChunk = HEADER_BYTES + sealedChunk;

  it('shows nothing of the content on disk, and lets only its owner read the file', async () => {
    const { path } = await storedFile(content);
    expect((await readFile(path)).includes('CANARY-TEXT')).toBe(false);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['a changed magic', flip(0)],
    ['a changed wrapped key', flip(20)],
    ['a changed length', flip(HEADER_BYTES + 3)],
    ['a changed first byte', flip(HEADER_BYTES + LENGTH_BYTES)],
    ['a changed byte in a later chunk', flip(secondChunk + 100)],
    ['a changed end mark', flip(secondChunk)],
    ['a lost last byte', (bytes) => bytes.subarray(0, -1)],
    ['a lost last chunk', (bytes) => bytes.subarray(0, HEADER_BYTES + 2 * sealedChunk)],
    ['an empty file', () => Buffer.alloc(0)],
    ['a byte after the end', (bytes) => Buffer.concat([bytes, Buffer.from([0])])],
    ['swapped chunks', (bytes) => Buffer.concat([
      bytes.subarray(0, HEADER_BYTES),
      bytes.subarray(secondChunk, secondChunk + sealedChunk),
      bytes.subarray(HEADER_BYTES, secondChunk),
      bytes.subarray(secondChunk + sealedChunk),
    ])],
  ])('notices %s', async (_name, tamper) => {
    const { path, read } = await storedFile(content);
    expect((await read()).equals(content)).toBe(true);
    await writeFile(path, tamper(await readFile(path)));
    await expect(read()).rejects.toMatchObject({ code: 'document_corrupt' });
  });

  it('notices one document put in the place of another', async () => {
    const { store, path, folder, read } = await storedFile(content);
    const other = await store.put('tenant', Readable.from(['another']));
    await copyFile(join(folder, 'tenant', other.sha256.slice(0, 2), other.sha256), path);
    await expect(read()).rejects.toMatchObject({ code: 'document_corrupt' });
  });

  it('opens nothing with another master key', async () => {
    const { folder, sha256 } = await storedFile(content);
    const stranger = new FilesDocumentStore({ folder, masterKey: randomBytes(32) });
    await expect(buffer(stranger.get({ tenantId: 'tenant', sha256 }))).rejects.toMatchObject({ code: 'document_corrupt' });
  });

  it('has nothing where there is no folder, and says so when it cannot look', async () => {
    const { folder, store, sha256, path } = await storedFile(content);
    await writeFile(join(folder, 'file'), '');
    expect(await store.has({ tenantId: 'nobody', sha256 })).toBe(false);
    expect(await store.has({ tenantId: 'file', sha256 })).toBe(false);
    await rm(path);
    await symlink(path, path);
    await expect(store.has({ tenantId: 'tenant', sha256 })).rejects.toMatchObject({ code: 'ELOOP' });
  });

  it('stops a stream that is too long and leaves nothing of it', async () => {
    const folder = await temporaryFolder();
    const store = new FilesDocumentStore({ folder, masterKey: randomBytes(32), maxBytes: 10 });
    await expect(store.put('tenant', Readable.from([Buffer.alloc(11)]))).rejects.toMatchObject({ code: 'document_too_large' });
    expect(await readdir(join(folder, 'tenant'))).toEqual([]);
  });
});

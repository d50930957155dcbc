import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DocumentEraser } from './document-eraser.ts';
import { FilesDocumentStore } from './files-store.ts';

const TENANT = 'tenant-a';

describe('what erased faxes named', () => {
  let folder: string;
  let store: FilesDocumentStore;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faxwire-eraser-'));
    store = new FilesDocumentStore({ folder, masterKey: randomBytes(32) });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const put = async (text: string) => (await store.put(TENANT, Buffer.from(text))).sha256;
  const has = (sha256: string) => store.has({ tenantId: TENANT, sha256 });

  function eraserAt(afterMs: number, named: () => Promise<readonly string[]> | readonly string[] = () => []) {
    const later: { inMs: number; work: () => void }[] = [];
    let passed = afterMs;
    const eraser = new DocumentEraser({
      store, now: () => Date.now() + passed, isReferenced: async () => new Set(await named()), onError: fail, schedule: (inMs, work) => void later.push({ inMs, work }),
    });
    return { eraser, later, pass: (ms: number) => void (passed += ms) };
  }

  it('is deleted at once where it has rested for long enough and nobody else names it', async () => {
    const [gone, kept] = [await put('gone'), await put('of another fax, too')];
    const { eraser, later } = eraserAt(store.settledAfterMs + 1_000, () => [kept]);
    expect(await eraser.erase(TENANT, [gone, kept, 'f'.repeat(64)])).toBe(1);
    expect([await has(gone), await has(kept), later.length]).toEqual([false, true, 0]);
  });

  it('is looked at again later where it may be that of a fax which is just being accepted', async () => {
    const sha256 = await put('fresh');
    const { eraser, later, pass } = eraserAt(0);
    expect(await eraser.erase(TENANT, [sha256])).toBe(0);
    expect([await has(sha256), later.map(({ inMs }) => inMs)]).toEqual([true, [store.settledAfterMs]]);
    pass(store.settledAfterMs + 1_000);
    expect(await eraser.erase(TENANT, [sha256])).toBe(1);
  });

  it('stays where it was put again while the log was asked', async () => {
    const sha256 = await put('again');
    const { eraser } = eraserAt(store.settledAfterMs + 1_000, async () => {
      await put('again');
      return [];
    });
    expect(await eraser.erase(TENANT, [sha256])).toBe(0);
    expect(await has(sha256)).toBe(true);
  });

  it('of another tenant stays', async () => {
    const { sha256 } = await store.put('tenant-b', Buffer.from('theirs'));
    expect(await eraserAt(store.settledAfterMs + 1_000).eraser.erase(TENANT, [sha256])).toBe(0);
    expect(await store.has({ tenantId: 'tenant-b', sha256 })).toBe(true);
  });
});

function fail(error: unknown): never {
  throw error;
}

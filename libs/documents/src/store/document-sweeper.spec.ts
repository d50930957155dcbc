import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { DEFAULT_GRACE_MS, DocumentSweeper, MIN_GRACE_MS, SWEEP_BATCH, type DocumentSweeperOptions } from './document-sweeper.ts';
import { FilesDocumentStore } from './files-store.ts';

const tenantId = 'tenant-a';

describe('the sweeper of documents', () => {
  let folder: string;
  let store: FilesDocumentStore;
  /** What faxes name. */
  let named: Set<string>;
  let now: number;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faxwire-sweep-'));
    store = new FilesDocumentStore({ folder, masterKey: randomBytes(32) });
    named = new Set();
    now = Date.now();
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const put = async (text: string, tenant = tenantId) => (await store.put(tenant, Buffer.from(text))).sha256;
  const has = (sha256: string, tenant = tenantId) => store.has({ tenantId: tenant, sha256 });
  const look = async (_tenant: string, sha256: readonly string[]) => new Set(sha256.filter((hash) => named.has(hash)));
  const sweeper = (options: Partial<DocumentSweeperOptions> = {}) => new DocumentSweeper({ store, isReferenced: look, now: () => now, ...options });
  const passGrace = () => (now += DEFAULT_GRACE_MS + MIN_GRACE_MS);

  it('deletes documents that no fax names once the grace is over, and leaves the others', async () => {
    const [waste, kept] = [await put('waste'), await put('kept')];
    named.add(kept);
    expect(await sweeper().sweep()).toEqual({ examined: 0, deleted: 0, cleared: 0, complete: true });
    passGrace();
    const young = await put('young');
    await utimes(join(folder, tenantId, young.slice(0, 2), young), now / 1_000, now / 1_000);
    expect(await sweeper().sweep()).toEqual({ examined: 2, deleted: 1, cleared: 0, complete: true });
    expect([await has(waste), await has(kept), await has(young)]).toEqual([false, true, true]);
  });

  it('asks tenant by tenant, for a bounded number at a time', async () => {
    for (let n = 0; n < SWEEP_BATCH + 1; n += 1) await put(`document ${n}`);
    const equal = [await put('document 0', 'tenant-b'), await put('document 0', 'tenant-c')];
    passGrace();
    const asked: [string, number][] = [];
    const isReferenced = async (tenant: string, sha256: readonly string[]) => {
      asked.push([tenant, sha256.length]);
      return tenant === 'tenant-b' ? new Set(sha256) : new Set<string>();
    };
    expect(await sweeper({ isReferenced }).sweep()).toMatchObject({ examined: SWEEP_BATCH + 3, deleted: SWEEP_BATCH + 2 });
    expect(asked).toEqual([[tenantId, SWEEP_BATCH], [tenantId, 1], ['tenant-b', 1], ['tenant-c', 1]]);
    expect([await has(equal[0]!, 'tenant-b'), await has(equal[1]!, 'tenant-c')]).toEqual([true, false]);
  });

  it('keeps a document that is put again while its references are looked for', async () => {
    const waste = await put('letter');
    passGrace();
    const isReferenced = async () => {
      await put('letter');
      return new Set<string>();
    };
    expect(await sweeper({ isReferenced }).sweep()).toMatchObject({ examined: 1, deleted: 0 });
    expect(await buffer(store.get({ tenantId, sha256: waste }))).toEqual(Buffer.from('letter'));
  });

  it('deletes nothing when it cannot learn what faxes name', async () => {
    const waste = await put('waste');
    passGrace();
    await expect(sweeper({ isReferenced: () => Promise.reject(new Error('database away')) }).sweep()).rejects.toThrow('database away');
    expect(await has(waste)).toBe(true);
  });

  it('stops where it is told to, and goes on another time', async () => {
    const documents = [await put('one'), await put('two'), await put('three')];
    passGrace();
    const stopping = new AbortController();
    const deleteListed: FilesDocumentStore['deleteListed'] = async (document) => {
      stopping.abort();
      return store.deleteListed(document);
    };
    const stopped = { list: () => store.list(), clearUnfinished: () => Promise.reject(new Error('it went on')), deleteListed };
    expect(await sweeper({ store: stopped }).sweep(stopping.signal)).toEqual({ examined: 3, deleted: 1, cleared: 0, complete: false });
    expect(await sweeper().sweep()).toMatchObject({ deleted: 2, complete: true });
    expect(await Promise.all(documents.map((document) => has(document)))).toEqual([false, false, false]);
  });

  it('clears away what a killed process was writing', async () => {
    await put('letter');
    named.add(await put('letter'));
    await writeFile(join(folder, tenantId, 'a.draft'), 'half a lett');
    expect(await sweeper().sweep()).toMatchObject({ cleared: 0 });
    passGrace();
    expect(await sweeper().sweep()).toEqual({ examined: 1, deleted: 0, cleared: 1, complete: true });
    expect((await readdir(join(folder, tenantId))).filter((name) => name.endsWith('.draft'))).toEqual([]);
  });

  it('finds nothing that is named and not stored: what could not be put is not named, and what is named stays', async () => {
    const accept = async (source: Readable) => {
      const { sha256 } = await store.put(tenantId, source);
      named.add(sha256);
    };
    const broken = () => Readable.from((function* () {
      yield Buffer.from('half a ');
      throw new Error('connection lost');
    })());
    await expect(accept(broken())).rejects.toThrow('connection lost');
    expect(named.size).toBe(0);
    await accept(Readable.from([Buffer.from('letter')]));
    for (let day = 0; day < 3; day += 1) {
      passGrace();
      expect(await sweeper().sweep()).toMatchObject({ deleted: 0 });
    }
    expect(await Promise.all([...named].map((sha256) => has(sha256)))).toEqual([true]);
  });

  it('refuses a grace that could take a document from a fax which is just being accepted', () => {
    expect(() => sweeper({ graceMs: MIN_GRACE_MS - 1 })).toThrow(RangeError);
    expect(() => sweeper({ graceMs: Number.NaN })).toThrow(RangeError);
    expect(() => sweeper({ graceMs: MIN_GRACE_MS })).not.toThrow();
  });
});

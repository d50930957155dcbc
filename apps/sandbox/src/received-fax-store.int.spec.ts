import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReceivedFaxStore } from './received-fax-store.ts';
import type { ReceivedFax } from './received-fax.ts';

let root: string;
beforeEach(async () => { root = await mkdtemp(join(tmpdir(), 'sandbox-')); });
afterEach(() => rm(root, { recursive: true, force: true }));

const call = (id: string, minute: number, pages = 0): ReceivedFax => ({
  id, number: '+19995550100', caller: '+12025550100', faxId: 'f', pages, t30Code: 0,
  startedOn: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(), endedOn: undefined,
});

describe('the store of received faxes', () => {
  it('lists the newest first, also after a restart', async () => {
    const store = await ReceivedFaxStore.open(root);
    await store.begin(call('b', 1));
    await store.begin(call('a', 2));
    await store.record(call('b', 1, 3));
    const again = await ReceivedFaxStore.open(root);
    expect(again.list().map(({ id, pages }) => [id, pages])).toEqual([['a', 0], ['b', 3]]);
    expect(again.list()).toEqual(store.list().map((fax) => JSON.parse(JSON.stringify(fax)) as ReceivedFax));
  });

  it('keeps the newest calls only, on the disk too', async () => {
    const store = await ReceivedFaxStore.open(root, 2);
    for (const [minute, id] of ['a', 'b', 'c'].entries()) await store.begin(call(id, minute));
    expect(store.list().map(({ id }) => id)).toEqual(['c', 'b']);
    expect((await readdir(root)).sort()).toEqual(['b', 'c']);
  });

  it('has a file only for a call with pages', async () => {
    const store = await ReceivedFaxStore.open(root);
    await store.begin(call('empty', 1));
    await store.begin(call('full', 2, 1));
    await writeFile(store.pagesPath('full'), 'II*');
    expect(await store.readablePages('empty')).toBeUndefined();
    expect(await store.readablePages('full')).toBe(store.pagesPath('full'));
    expect(await store.readablePages('../full')).toBeUndefined();
  });

  it('opens over a folder with rubbish in it', async () => {
    await mkdir(join(root, 'torn'));
    await writeFile(join(root, 'torn', 'call.json'), '{"id":');
    await writeFile(join(root, 'stray'), '');
    expect((await ReceivedFaxStore.open(root)).list()).toEqual([]);
  });
});

import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FAX_WIDTH_PX } from '../bilevel/fax-page.ts';
import { FaxTiffWriter } from '../tiff/fax-tiff-writer.ts';
import { readFaxPages } from '../tiff/read-fax-pages.ts';
import { readDirectories } from '../tiff/directory.ts';
import { TiffTag } from '../tiff/tags.ts';
import { bindFaxPages, splitFaxPage } from './bind-fax-pages.ts';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'faxwire-bind-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const place = (name: string) => join(folder, name);
const noise = (rows: number, seed: number) => Uint8Array.from({ length: FAX_WIDTH_PX * rows }, (_, i) => (Math.sin(Math.floor(i / 9) * seed) > 0 ? 255 : 0));
const hashes = async (path: string) => (await readFaxPages(path)).map(({ sha256 }) => sha256);

async function fax(name: string, pages: number): Promise<string> {
  const writer = await FaxTiffWriter.create(place(name));
  for (let page = 1; page <= pages; page += 1) await writer.append({ heightPx: 40 + page, yDpi: page % 2 ? 196 : 98, pixels: noise(40 + page, page) });
  await writer.close();
  return place(name);
}

/** As SpanDSP stores what it receives: the bits of each byte the other way round. */
async function lowestBitFirst(path: string): Promise<void> {
  const bytes = await readFile(path);
  for (const page of readDirectories(bytes)) {
    for (const [index, at] of (page.get(TiffTag.StripOffsets) ?? []).entries()) {
      const length = page.get(TiffTag.StripByteCounts)?.[index] ?? 0;
      for (let n = at; n < at + length; n += 1) bytes[n] = Number.parseInt((bytes[n] ?? 0).toString(2).padStart(8, '0').split('').reverse().join(''), 2);
    }
  }
  // The entry of FillOrder: tag 266, one short.
  for (let at = bytes.indexOf(Buffer.from([10, 1, 3, 0, 1, 0, 0, 0])); at > 0; at = bytes.indexOf(Buffer.from([10, 1, 3, 0, 1, 0, 0, 0]), at + 1)) bytes.writeUInt16LE(2, at + 8);
  await writeFile(path, bytes);
}

describe('the pages of a fax that came in', () => {
  it('are split one by one and bound again without a dot changed', async () => {
    const whole = await fax('whole.tif', 3);
    const paths = [0, 1, 2].map((page) => place(`${page}.tif`));
    for (const [page, path] of paths.entries()) expect(await splitFaxPage(whole, page, path)).toEqual({ widthPx: FAX_WIDTH_PX, lengthRows: 41 + page });
    await bindFaxPages(paths, place('bound.tif'));
    expect(await hashes(place('bound.tif'))).toEqual(await hashes(whole));
    expect((await readFaxPages(place('bound.tif'))).map(({ yDpi }) => yDpi)).toEqual([196, 98, 196]);
  });

  it('are the same whichever bit of a byte comes first', async () => {
    const [as, turned] = [await fax('as.tif', 1), await fax('turned.tif', 1)];
    await lowestBitFirst(turned);
    expect(await readFile(turned)).not.toEqual(await readFile(as));
    await splitFaxPage(turned, 0, place('page.tif'));
    expect(await hashes(place('page.tif'))).toEqual(await hashes(as));
    expect(readDirectories(await readFile(place('page.tif')))[0]?.get(TiffTag.FillOrder)).toEqual([1]);
  });

  it('are waited for while the file that they are in is still growing', async () => {
    const whole = await fax('growing.tif', 2);
    expect(await splitFaxPage(whole, 2, place('none.tif'))).toBeUndefined();
    await truncate(whole, 60);
    expect(await splitFaxPage(whole, 0, place('none.tif'))).toBeUndefined();
  });
});

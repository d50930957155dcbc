import { type DecodedPage, type FaxPage, type MmrImage, PageDecoder, type PageResolution, type Raster, rowOctets } from '@faxwire/t30';
import fc from 'fast-check';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { SampleFolder } from '../../specimen/sample-document.ts';
import { readFaxDocument } from './fax-document.ts';
import { FaxDocumentWriter, writePage } from './fax-document-writer.ts';
import { PageFileError } from './page-file-error.ts';

/** Stripes and noise, the same for the same seed. */
function drawn(widthPx: number, rows: number, seed: number): Raster {
  const length = rowOctets(widthPx);
  return { widthPx, octets: Uint8Array.from({ length: length * rows }, (_, i) => (Math.floor(i / length) % 9 < 4 ? (Math.imul(i + seed, 2_654_435_761) >>> 24) & 0x7e : 0)) };
}

/** A page as libtiff sees it: 1 for black. */
async function libtiffReads(path: string, page: number): Promise<Raster> {
  const { data, info } = await sharp(path, { page }).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  const length = rowOctets(info.width);
  const octets = new Uint8Array(length * info.height);
  for (let y = 0; y < info.height; y += 1) {
    for (let x = 0; x < info.width; x += 1) if (data[(y * info.width + x) * info.channels]! < 128) octets[y * length + (x >> 3)]! |= 0x80 >> (x & 7);
  }
  return { widthPx: info.width, octets };
}

const PAGES: readonly FaxPage[] = [
  { resolution: 'fine', raster: drawn(1728, 300, 1) },
  { resolution: 'standard', raster: drawn(2048, 100, 2) },
  { resolution: 'superfine', raster: drawn(2432, 41, 3) },
  { resolution: '300', raster: drawn(2592, 64, 4) },
  { resolution: '400', raster: drawn(3456, 33, 5) },
];

/** Its dots; and as it would go on the line unchanged, if it is coded already. */
function expectPage(actual: FaxPage, { raster, resolution }: FaxPage): void {
  expect(actual.resolution).toBe(resolution);
  expect(actual.raster).toEqual(raster);
  if (actual.mmr) expect(decoded(actual.mmr)).toMatchObject({ ending: 'marked', badRows: 0, raster });
}

function decoded({ widthPx, octets }: MmrImage): DecodedPage {
  const decoder = new PageDecoder({ compression: 'mmr', widthPx, maxRows: 20_000 });
  decoder.push(octets);
  return decoder.end();
}

describe('a fax document', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faxwire-pages-'));
    path = join(folder, 'fax.tif');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function write(pages: readonly FaxPage[]): Promise<void> {
    const writer = await FaxDocumentWriter.create(path);
    for (const page of pages) await writer.append(page);
    await writer.close();
  }

  it('that libtiff wrote is read dot by dot', async () => {
    const samples = await SampleFolder.create();
    try {
      const tiff = await samples.document(3);
      const document = await readFaxDocument(tiff);
      expect(document.pageCount).toBe(3);
      for (const index of [2, 0, 1]) expectPage(document.page(index), { resolution: 'fine', raster: await libtiffReads(tiff, index) });
      expect(() => document.page(3)).toThrow(RangeError);
    } finally {
      await samples.remove();
    }
  });

  it('that we wrote is read dot by dot, by libtiff and by ourselves', async () => {
    await write(PAGES);
    const document = await readFaxDocument(path);
    expect(document.pageCount).toBe(PAGES.length);
    for (const [index, page] of PAGES.entries()) {
      expectPage(document.page(index), page);
      expect(await libtiffReads(path, index)).toEqual(page.raster);
    }
    expect(await sharp(path).metadata()).toMatchObject({ pages: 5, width: 1728, height: 300 });
  });

  it('in one strip is not decoded to be sent, in more strips it is', async () => {
    await write([PAGES[0]!]);
    const page = (await readFaxDocument(path)).page(0);
    expect(page.mmr).toMatchObject({ widthPx: 1728, rows: 300 });
    const samples = await SampleFolder.create();
    try {
      // libtiff's own strips have 256 rows, and the sample page 400.
      expect((await readFaxDocument(await samples.document(1))).page(0).mmr).toBeUndefined();
    } finally {
      await samples.remove();
    }
  });

  it('is whole after each page, also when what follows never came', async () => {
    const writer = await FaxDocumentWriter.create(path);
    await writer.append(PAGES[0]!);
    const { length } = await readFile(path);
    await writer.append(PAGES[1]!);
    await writer.close();
    const octets = await readFile(path);
    // As a disk that stopped before the link to the second page was written.
    octets.writeUInt32LE(0, octets.readUInt32LE(4) + 2 + 17 * 12);
    await writeFile(path, octets);
    await truncate(path, length);
    const document = await readFaxDocument(path);
    expect(document.pageCount).toBe(1);
    expectPage(document.page(0), PAGES[0]!);
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'unreadable'],
    ['a header without pages', Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0]), 'unreadable'],
    ['a directory outside of it', Buffer.from([0x49, 0x49, 42, 0, 0xff, 0, 0, 0]), 'unreadable'],
  ])('of %s is refused', async (_, octets, code) => {
    await writeFile(path, octets);
    await expect(readFaxDocument(path)).rejects.toMatchObject({ name: 'PageFileError', code });
  });

  it('of a resolution that no fax machine has is refused', async () => {
    await writePage(path, PAGES[0]!);
    const octets = await readFile(path);
    octets.writeUInt32LE(72, octets.indexOf(Buffer.from([204, 0, 0, 0, 1, 0, 0, 0])));
    await writeFile(path, octets);
    await expect(readFaxDocument(path)).rejects.toMatchObject({ code: 'not_a_fax' });
  });

  it('with any octets changed is refused or has pages of its size', async () => {
    const resolution: PageResolution = 'fine';
    await writePage(path, { resolution, raster: drawn(1728, 8, 9) });
    const good = await readFile(path);
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 12 }), async (changes) => {
      const octets = Buffer.from(good);
      for (const [at, value] of changes) octets[at] = value;
      await writeFile(path, octets);
      const document = await readFaxDocument(path).catch((error: unknown) => error);
      if (document instanceof Error) expect(document).toBeInstanceOf(PageFileError);
      else expect((document as Awaited<ReturnType<typeof readFaxDocument>>).page(0).raster.octets.length).toBeGreaterThan(0);
    }));
  });
});

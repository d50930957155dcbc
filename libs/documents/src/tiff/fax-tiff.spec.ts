import { jest } from '@jest/globals';
import fc from 'fast-check';
import { type FileHandle, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FAX_WIDTH_PX } from '../bilevel/fax-page.ts';
import { pageSha256 } from '../bilevel/packed-rows.ts';
import { DocumentRefused } from '../refusal.ts';
import { readDirectories } from './directory.ts';
import { FaxTiffWriter } from './fax-tiff-writer.ts';
import { readFaxPages } from './read-fax-pages.ts';
import { TiffTag } from './tags.ts';
import { tiffPages } from './tiff-pages.ts';

describe('a fax TIFF', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faxwire-tiff-'));
    path = join(folder, 'fax.tif');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Random runs, also across bytes, strips and whole rows. */
  const noise = (rows: number, seed: number) =>
    Uint8Array.from({ length: FAX_WIDTH_PX * rows }, (_, i) => (Math.sin(Math.floor(i / ((seed % 37) + 1)) * seed) > 0 ? 255 : 0));

  async function write(pages: { heightPx: number; yDpi: number; pixels: Uint8Array }[]): Promise<void> {
    const writer = await FaxTiffWriter.create(path);
    for (const page of pages) await writer.append(page);
    await writer.close();
  }
  const twoPages = [
    { heightPx: 700, yDpi: 196, pixels: noise(700, 12) },
    { heightPx: 301, yDpi: 98, pixels: noise(301, 35) },
  ];

  it('is whole on a disk that takes a part of what it is given', async () => {
    await writeFile(path, '');
    const probe = await open(path);
    await probe.close();
    const handles = Object.getPrototypeOf(probe) as FileHandle;
    const whole: (bytes: Uint8Array, from: number, length: number, at: number) => unknown = handles.write;
    const meagre = jest.spyOn(handles, 'write').mockImplementation(function (this: FileHandle, ...args: Parameters<typeof whole>) {
      const [bytes, from, length, at] = args;
      return whole.call(this, bytes, from, Math.min(length, 1000), at);
    } as never);
    await write(twoPages).finally(() => meagre.mockRestore());
    const hashes = twoPages.map(({ pixels }) => pageSha256(pixels, FAX_WIDTH_PX));
    expect((await readFaxPages(path)).map(({ sha256 }) => sha256)).toEqual(hashes);
  });

  it('is read back pixel by pixel by libtiff, page by page', async () => {
    await write(twoPages);
    expect(await readFaxPages(path)).toEqual([
      { widthPx: 1728, heightPx: 700, xDpi: 204, yDpi: 196, sha256: pageSha256(twoPages[0]!.pixels, FAX_WIDTH_PX) },
      { widthPx: 1728, heightPx: 301, xDpi: 204, yDpi: 98, sha256: pageSha256(twoPages[1]!.pixels, FAX_WIDTH_PX) },
    ]);
  });

  it('has the tags that fax machines look for, in ascending order', async () => {
    await write(twoPages);
    const [, second] = readDirectories(await readFile(path));
    const tags = [...second!.keys()];
    expect(tags).toEqual([...tags].sort((a, b) => a - b));
    expect(second!.get(TiffTag.Compression)).toEqual([4]);
    expect(second!.get(TiffTag.PhotometricInterpretation)).toEqual([0]);
    expect(second!.get(TiffTag.PageNumber)).toEqual([1, 0]);
  });

  it('passes through as a document with not one pixel changed', async () => {
    await write(twoPages);
    const passed = [];
    for await (const page of tiffPages({ path, bytes: await readFile(path) }, 'fine')) passed.push(page);
    expect(passed.map((page) => pageSha256(page.pixels, FAX_WIDTH_PX))).toEqual(
      twoPages.map((page) => pageSha256(page.pixels, FAX_WIDTH_PX)),
    );
    expect(passed.map((page) => page.yDpi)).toEqual([196, 98]);
  });

  it('is resampled when it is finer than what was asked for', async () => {
    await write([twoPages[0]!]);
    const passed = [];
    for await (const page of tiffPages({ path, bytes: await readFile(path) }, 'standard')) passed.push(page);
    expect(passed).toMatchObject([{ heightPx: 350, yDpi: 98 }]);
  });

  it('is refused when its directories go in a circle or out of the file', async () => {
    await write(twoPages);
    const bytes = await readFile(path);
    const first = bytes.readUInt32LE(4);
    const linkAt = first + 2 + bytes.readUInt16LE(first) * 12;
    bytes.writeUInt32LE(first, linkAt);
    expect(() => readDirectories(bytes)).toThrow(expect.objectContaining({ code: 'document_broken' }));
    bytes.writeUInt32LE(0xffffff00, linkAt);
    expect(() => readDirectories(bytes)).toThrow(expect.objectContaining({ code: 'document_broken' }));
  });

  it('never makes the reader fail in any other way, whatever its bytes', async () => {
    await write([{ heightPx: 8, yDpi: 196, pixels: noise(8, 3) }]);
    const good = await readFile(path);
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 12 }), (changes) => {
      const bytes = Buffer.from(good);
      for (const [at, value] of changes) bytes[at] = value;
      try {
        readDirectories(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(DocumentRefused);
      }
    }));
  });

  it('tells one changed pixel by its hash', async () => {
    const changed = twoPages[0]!.pixels.slice();
    changed[5000] = 255 - changed[5000]!;
    expect(pageSha256(changed, FAX_WIDTH_PX)).not.toBe(pageSha256(twoPages[0]!.pixels, FAX_WIDTH_PX));
    await writeFile(path, '');
    await expect(readFaxPages(path)).rejects.toMatchObject({ code: 'document_broken' });
  });
});

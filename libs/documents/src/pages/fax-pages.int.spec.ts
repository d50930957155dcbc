import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { FAX_WIDTH_PX, type FaxPage } from '../bilevel/fax-page.ts';
import { pageSha256 } from '../bilevel/packed-rows.ts';
import { drawPage } from '../pdf/draw-page.ts';
import { openPdf } from '../pdf/pdf-document.ts';
import { openPdfium } from '../pdf/pdfium.ts';
import { pdfPages } from '../pdf/pdf-pages.ts';
import { FaxTiffWriter } from '../tiff/fax-tiff-writer.ts';
import { FaxPages } from './fax-pages.ts';

function letters(heightPx: number, yDpi: number): FaxPage {
  const pixels = new Uint8Array(FAX_WIDTH_PX * heightPx);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = Math.floor(at / 7) % 11 < 3 && Math.floor(at / FAX_WIDTH_PX) % 13 < 9 ? 0 : 255;
  return { heightPx, yDpi, pixels };
}

describe('the pages that were sent', () => {
  let folder: string;
  let path: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faxwire-pages-'));
    path = join(folder, 'fax.tif');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function write(...pages: FaxPage[]): Promise<FaxPages> {
    const writer = await FaxTiffWriter.create(path);
    for (const page of pages) await writer.append(page);
    await writer.close();
    return FaxPages.open(path);
  }

  async function pdfOf(pages: FaxPages): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for await (const piece of pages.pdf()) pieces.push(piece);
    await pages.close();
    return Buffer.concat(pieces);
  }

  it('are a PDF in which another reader finds every dot', async () => {
    const sent = [letters(2292, 196), letters(700, 196)];
    const pdf = await pdfOf(await write(...sent));
    const opened = openPdf(await openPdfium(), pdf);
    const drawn = sent.map((_, index) => drawPage(opened, index, 196).grey);
    expect(drawn.map((pixels) => pageSha256(pixels, FAX_WIDTH_PX))).toEqual(sent.map(({ pixels }) => pageSha256(pixels, FAX_WIDTH_PX)));
  });

  it.each([['standard', 98], ['superfine', 391]] as const)('of %s resolution have their true size on paper', async (resolution, yDpi) => {
    const pdf = await pdfOf(await write(letters(11 * yDpi, yDpi)));
    const [page] = [...pdfPages(await openPdfium(), pdf, resolution)];
    expect(page?.heightPx).toBe(11 * yDpi);
    expect(pdf.toString('latin1')).toContain('/MediaBox [0 0 609.8824 792]');
  });

  it('are in the PDF as they lie in the file, however many there are', async () => {
    const pages = await write(...Array(40).fill(letters(100, 98)));
    const tiff = await readFile(path);
    const pdf = await pdfOf(pages);
    expect(pdf.toString('latin1').match(/\/Type \/Page /g)).toHaveLength(40);
    const firstStrip = tiff.subarray(8, 8 + 200);
    expect(pdf.includes(firstStrip)).toBe(true);
  });

  it.each([[98, 1, 2], [196, 1, 1], [391, 2, 1]])('at %i lines an inch are a picture whose columns are shown %i times and rows %i times', async (yDpi, across, down) => {
    const page = letters(301, yDpi);
    const pages = await write(letters(20, yDpi), page);
    const png = await pages.png(1);
    await pages.close();
    const { data, info } = await sharp(png).toColourspace('b-w').extractChannel(0).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([FAX_WIDTH_PX * across, 301 * down]);
    const dots = page.pixels.slice();
    for (let i = 0; i < dots.length; i += 1) dots[i] = data[Math.floor(i / FAX_WIDTH_PX) * down * info.width + (i % FAX_WIDTH_PX) * across] ?? 0;
    expect(pageSha256(dots, FAX_WIDTH_PX)).toBe(pageSha256(page.pixels, FAX_WIDTH_PX));
    expect((await sharp(png).metadata()).density).toBeCloseTo(204 * across, 0);
  });

  it('are none beyond the last', async () => {
    const pages = await write(letters(20, 98));
    expect([pages.pageCount, await pages.png(1)]).toEqual([1, undefined]);
    await pages.close();
  });

  it('are refused when the file is another one, or was cut off', async () => {
    await (await write(letters(400, 98), letters(400, 98))).close();
    const whole = await readFile(path);
    const other = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } }).tiff().toBuffer();
    for (const bytes of [Buffer.from('MZ'), whole.subarray(0, whole.length / 2), other]) {
      await writeFile(path, bytes);
      await expect(FaxPages.open(path)).rejects.toMatchObject({ code: 'document_broken' });
    }
  });
});

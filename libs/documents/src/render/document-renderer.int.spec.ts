import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { samplePdf, samplePdfPath } from '../sample/sample-pdf.ts';
import { pagePixels } from '../testing/page-pixels.ts';
import { photoInFormPdf } from '../testing/photo-in-form.ts';
import { smallPdf } from '../testing/small-pdf.ts';
import { readFaxPages } from '../tiff/read-fax-pages.ts';
import { DocumentRenderer } from './document-renderer.ts';
import type { FaxResolution } from '../bilevel/fax-page.ts';
import type { Rendered } from './message.ts';

describe('a document made ready for the fax line', () => {
  let folder: string;
  let renderer: DocumentRenderer;
  let outputPath: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faxwire-render-'));
    outputPath = join(folder, 'out.tif');
    renderer = new DocumentRenderer();
  });
  afterAll(async () => {
    await renderer.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function render(document: Buffer | string, resolution: FaxResolution = 'fine'): Promise<Rendered> {
    const inputPath = join(folder, 'in');
    await writeFile(inputPath, document);
    const answer = await renderer.render({ inputPath, outputPath, resolution });
    if (!answer.ok) throw new Error(answer.reason);
    return answer;
  }
  const solid = (width: number, height: number, background: string) => sharp({ create: { width, height, channels: 3, background } });

  it('has the pages of its PDF, each 1728 wide, and their hashes are those of the pixels', async () => {
    const rendered = await render(await readFile(samplePdfPath()));
    const pages = await readFaxPages(outputPath);
    expect(rendered).toMatchObject({ ok: true, pageCount: 3, widthPx: 1728, bytes: (await readFile(outputPath)).length });
    expect(pages.map((page) => page.sha256)).toEqual(rendered.pageSha256);
    expect(pages).toMatchObject(Array(3).fill({ widthPx: 1728, heightPx: 2292, xDpi: 204, yDpi: 196 }));
  });

  it('comes out the same every time, in any process', async () => {
    const [first, second] = [await render('Dear reader'), await render('Dear reader')];
    expect(second.pageSha256).toEqual(first.pageSha256);
  });

  it.each([['standard', 98, 1146], ['fine', 196, 2292], ['superfine', 391, 4572]] as const)(
    'has %s resolution: %i lines to the inch', async (resolution, yDpi, heightPx) => {
      await render(smallPdf({}), resolution);
      expect(await readFaxPages(outputPath)).toMatchObject([{ widthPx: 1728, heightPx, yDpi }]);
    },
  );

  it('keeps text in 50 % grey as black as text in black', async () => {
    const text = (grey: number) => smallPdf({ operators: `BT ${grey} g /F 11 Tf 72 700 Td (The five boxing wizards jump quickly) Tj ET` });
    await render(text(0));
    const black = (await pagePixels(outputPath)).black();
    await render(text(0.5));
    const grey = (await pagePixels(outputPath)).black();
    expect(black).toBeGreaterThan(2000);
    expect(grey).toBeGreaterThan(black * 0.6);
  });

  it('dithers the photograph in a PDF and leaves the margins white', async () => {
    await render(await readFile(samplePdfPath()));
    const page = await pagePixels(outputPath, 1);
    const share = page.black(300, 500, 1400, 800) / (1100 * 300);
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.8);
    expect(page.black(0, 0, 180, page.height)).toBe(0);
    expect(page.black(1560, 0, 1728, page.height)).toBe(0);
  });

  it('draws the ruled lines of a table without a gap', async () => {
    await render(smallPdf({ operators: '0.25 w 72 400.3 m 500 400.3 l S 72.2 100 m 72.2 700 l S' }));
    const page = await pagePixels(outputPath);
    const [across, down] = [Math.round((428 / 72) * 204), Math.round((600 / 72) * 196)];
    expect(page.black()).toBeGreaterThanOrEqual(across + down - 10);
  });

  it('turns a landscape page clockwise, so that its top lies on the right', async () => {
    await render(smallPdf({ box: [841.89, 595.28], operators: '0 g 0 545.28 841.89 50 re f' }));
    const page = await pagePixels(outputPath);
    expect([page.width, page.height]).toEqual([1728, 2292]);
    expect(page.black(1600, 100, 1700, 2200)).toBe(100 * 2100);
    expect(page.black(0, 0, 1500, 2292)).toBe(0);
  });

  it('finds a photograph inside a form that is moved and scaled, on a turned page', async () => {
    const sky = await solid(150, 200, '#ddd').png().toBuffer();
    const photo = await solid(300, 200, '#777').composite([{ input: sky, top: 0, left: 0 }]).jpeg().toBuffer();
    await render(photoInFormPdf(photo));
    const page = await pagePixels(outputPath);
    // The sky is lighter than the text threshold: only its place on the page tells that it belongs to a photograph.
    expect(page.black(180, 290, 700, 660) / (520 * 370)).toBeCloseTo(1 - 0xdd / 255, 1);
    expect(page.black(180, 700, 700, 1070) / (520 * 370)).toBeCloseTo(1 - 0x77 / 255, 1);
    expect(page.black(760, 0, 1728, 2292)).toBe(0);
  });

  it('lays plain text out in a font that needs none of the machine', async () => {
    const rendered = await render('Grüße aus Zürich\n\f漢字');
    expect(rendered).toMatchObject({ pageCount: 2, replacedCharacters: 2 });
    expect((await pagePixels(outputPath)).black(180, 150, 700, 250)).toBeGreaterThan(500);
  });

  it('puts a transparent PNG on white paper', async () => {
    const clear = sharp({ create: { width: 600, height: 800, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } });
    await render(await clear.png().toBuffer());
    expect((await pagePixels(outputPath)).black()).toBe(0);
  });

  it('turns a photograph as its EXIF says', async () => {
    const dark = await solid(400, 100, '#000').png().toBuffer();
    const jpeg = solid(400, 600, '#fff').composite([{ input: dark, top: 0, left: 0 }]).jpeg();
    await render(await jpeg.withMetadata({ orientation: 3 }).toBuffer());
    const page = await pagePixels(outputPath);
    expect(page.black(0, 0, 1728, 400)).toBe(0);
    expect(page.black(0, page.height - 200, 1728, page.height)).toBeGreaterThan(100_000);
  });

  it('reads a photograph in CMYK', async () => {
    await render(await solid(600, 800, '#808080').toColourspace('cmyk').jpeg().toBuffer());
    const page = await pagePixels(outputPath);
    expect(page.black(200, 200, 1500, 1500) / (1300 * 1300)).toBeCloseTo(0.5, 1);
  });

  it.each(['lzw', 'deflate', 'jpeg', 'packbits', 'none'] as const)('reads a scan in TIFF (%s) at its true size', async (compression) => {
    const scan = solid(1240, 1754, '#fff').composite([{ input: await solid(400, 40, '#000').png().toBuffer(), top: 100, left: 100 }]);
    await render(await scan.tiff({ compression, xres: 150 / 25.4, yres: 150 / 25.4 }).toBuffer());
    expect(await readFaxPages(outputPath)).toMatchObject([{ widthPx: 1728, heightPx: 2292 }]);
    expect((await pagePixels(outputPath)).black()).toBeGreaterThan(540 * 50);
  });

  it('passes its own output through with not one pixel changed', async () => {
    const sent = await render(await readFile(samplePdfPath()));
    const again = await render(await readFile(outputPath));
    expect(again.pageSha256).toEqual(sent.pageSha256);
  });

  it('renders many documents at once, each as if it were alone', async () => {
    const alone = await render(await readFile(samplePdfPath()));
    const all = await Promise.all(Array.from({ length: 5 }, (_, i) =>
      renderer.render({ inputPath: samplePdfPath(), outputPath: join(folder, `many-${i}.tif`) })));
    for (const answer of all) expect(answer).toMatchObject({ ok: true, pageSha256: alone.pageSha256 });
  });

  it('is bundled as a sample of three pages, made by our own script', async () => {
    const bundled = await readFile(samplePdfPath());
    expect(bundled.length).toBeLessThan(200 * 1024);
    expect((await samplePdf()).length).toBeGreaterThan(0.9 * bundled.length);
  });
});

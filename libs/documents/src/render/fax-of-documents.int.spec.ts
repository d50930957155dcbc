import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { samplePdfPath } from '../sample/sample-pdf.ts';
import { smallPdf } from '../testing/small-pdf.ts';
import { readFaxPages } from '../tiff/read-fax-pages.ts';
import { DocumentRenderer, type RenderRequest } from './document-renderer.ts';

const COVER = { template: 'urgent', to: 'Dr. Miller', date: '2026-11-21 20:30 UTC' } as const;

describe('several documents as one fax', () => {
  let folder: string;
  let renderer: DocumentRenderer;
  let outputPath: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faxwire-several-'));
    outputPath = join(folder, 'out.tif');
    renderer = new DocumentRenderer();
  });
  afterAll(async () => {
    await renderer.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function render(documents: readonly (string | Buffer)[], wanted: Partial<RenderRequest> = {}) {
    const paths = await Promise.all(documents.map(async (document, at) => {
      const path = join(folder, `in-${at}`);
      await writeFile(path, document);
      return path;
    }));
    const [inputPath = '', ...attachmentPaths] = paths;
    return renderer.render({ inputPath, attachmentPaths, outputPath, ...wanted });
  }
  const hashes = async () => (await readFaxPages(outputPath)).map(({ sha256 }) => sha256);
  const sizes = async () => (await readFaxPages(outputPath)).map(({ widthPx, heightPx }) => [widthPx, heightPx]);

  it('has the pages that each would have alone, in order and in one width', async () => {
    const picture = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#000' } }).png().toBuffer();
    const documents = [await readFile(samplePdfPath()), 'Dear reader', picture, smallPdf({})];
    const alone: string[] = [];
    for (const document of documents) {
      await render([document]);
      alone.push(...(await hashes()));
    }
    expect(await render(documents)).toMatchObject({ ok: true, pageCount: 6, widthPx: 1728, pageSha256: alone });
    expect(await hashes()).toEqual(alone);
    expect(new Set((await sizes()).map(([width]) => width))).toEqual(new Set([1728]));
  });

  it('begins with the cover page, which counts itself and all the others', async () => {
    await render(['one\ftwo', 'three']);
    const documents = await hashes();
    expect(await render(['one\ftwo', 'three'], { cover: COVER })).toMatchObject({ ok: true, pageCount: 4 });
    const [cover, ...rest] = await hashes();
    expect(rest).toEqual(documents);
    await render(['one', 'three'], { cover: COVER });
    expect((await hashes())[0]).not.toBe(cover);
    await render(['1\f2', '3'], { cover: COVER });
    expect((await hashes())[0]).toBe(cover);
  });

  it.each([['A4', 2292], ['Letter', 2156], ['Legal', 2744]] as const)('has text and cover on %s where that is asked for', async (pageSize, heightPx) => {
    await render(['text', smallPdf({})], { pageSize, cover: COVER });
    expect(await sizes()).toEqual([[1728, heightPx], [1728, heightPx], [1728, 2292]]);
  });

  it('keeps the whole text, whatever the paper', async () => {
    const text = Array.from({ length: 150 }, (_, n) => `Line ${n}`).join('\n');
    expect(await Promise.all((['A4', 'Letter', 'Legal'] as const).map(async (pageSize, at) => {
      const rendered = await render([text], { pageSize, outputPath: join(folder, `${at}.tif`) });
      return rendered.ok && rendered.pageCount;
    }))).toEqual([3, 3, 3]);
  });

  it('is refused with the number of the document that cannot be faxed', async () => {
    expect(await render(['good', Buffer.from([0, 1, 2])])).toMatchObject({ ok: false, code: 'document_unknown_type', document: 2 });
    expect(await render(['good', 'good', '%PDF-1.4 broken'])).toMatchObject({ ok: false, code: 'document_broken', document: 3 });
    expect(await render(['good', '%PDF-1.4 broken'], { cover: COVER })).toMatchObject({ ok: false, code: 'document_broken', document: 2 });
    expect(await render(['%PDF-1.4 broken'])).not.toHaveProperty('document');
  });

  it('has 500 pages at most over all of them, with the cover page', async () => {
    const many = (pages: number) => Array(pages).fill('.').join('\f');
    expect(await render([many(250), many(251)])).toMatchObject({ ok: false, code: 'document_too_many_pages' });
    expect(await render([many(250), many(250)], { cover: COVER })).toMatchObject({ ok: false, code: 'document_too_many_pages' });
  }, 60_000);
});

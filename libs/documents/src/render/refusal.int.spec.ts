import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { inspect } from '../inspect.ts';
import { MAX_DOCUMENT_BYTES } from '../limits.ts';
import { describe as sentence, refusalCodes } from '../refusal.ts';
import { samplePdfPath } from '../sample/sample-pdf.ts';
import { encryptedPdf, formBombPdf, pixelFloodPng } from '../testing/hostile.ts';
import { smallPdf } from '../testing/small-pdf.ts';
import { DocumentRenderer } from './document-renderer.ts';

describe('a document that cannot be faxed', () => {
  let folder: string;
  let renderer: DocumentRenderer;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faxwire-refusal-'));
    renderer = new DocumentRenderer();
  });
  afterAll(async () => {
    await renderer.close();
    await rm(folder, { recursive: true, force: true });
  });

  const outputPath = () => join(folder, 'out.tif');
  async function file(bytes: Buffer | string): Promise<string> {
    const path = join(folder, 'document.pdf');
    await writeFile(path, bytes);
    return path;
  }
  const photo = () => sharp(randomBytes(90_000), { raw: { width: 200, height: 150, channels: 3 } });

  it.each<[string, string, () => Promise<Buffer | string> | Buffer | string]>([
    ['document_empty', 'an empty file', () => ''],
    ['document_empty', 'white space', () => '\ufeff \r\n\t\n'],
    ['document_unknown_type', 'random bytes', () => Buffer.concat([Buffer.from([0]), randomBytes(5000)])],
    ['document_unknown_type', 'a zip archive', () => Buffer.from('PK\x03\x04\x14\0\0\0\x08\0', 'latin1')],
    ['document_too_large', '50 MB and one byte', () => Buffer.alloc(MAX_DOCUMENT_BYTES + 1, 'a')],
    ['document_encrypted', 'a PDF with a password', encryptedPdf],
    ['document_broken', 'a PDF cut off early', async () => (await readFile(samplePdfPath())).subarray(0, 300)],
    ['document_broken', 'a PDF without pages', () => smallPdf({ pages: 0 })],
    ['document_broken', 'a JPEG cut in half', async () => (await photo().jpeg().toBuffer()).subarray(0, 9000)],
    ['document_broken', 'a PNG cut in half', async () => (await photo().png().toBuffer()).subarray(0, 40_000)],
    ['document_broken', 'a TIFF that is only a header', () => Buffer.from('II*\0\x08\0\0\0', 'latin1')],
    ['document_too_many_pages', 'a PDF of 501 pages', () => smallPdf({ pages: 501 })],
    ['document_too_many_pages', 'a text of 501 pages', () => 'page\f'.repeat(501)],
    ['document_too_many_pages', 'a text of 10 MB', () => Buffer.alloc(10_000_000, 'a')],
    ['document_unknown_type', '10 MB of nothing', () => Buffer.alloc(10_000_000)],
    ['document_page_too_large', 'a PDF page ten times as long as Letter', () => smallPdf({ box: [612, 7920] })],
    ['document_page_too_large', 'a PNG that declares 3,600 million pixels', () => pixelFloodPng(60_000, 60_000)],
  ])('is refused as %s: %s', async (code, _name, make) => {
    const inputPath = await file(await make());
    expect(await renderer.render({ inputPath, outputPath: outputPath() })).toMatchObject({ ok: false, code, reason: sentence(code as never) });
    expect(await readdir(folder)).toEqual(['document.pdf']);
  });

  it('is refused without drawing when it is examined', async () => {
    expect(await renderer.examine(await file(encryptedPdf()))).toMatchObject({ code: 'document_encrypted' });
    expect(await renderer.examine(await file(smallPdf({ pages: 501 })))).toMatchObject({ code: 'document_too_many_pages' });
    expect(await renderer.examine(samplePdfPath())).toEqual({ ok: true, kind: 'pdf', pageCount: 3 });
    expect(await renderer.examine(await file('page\f'.repeat(501)))).toMatchObject({ code: 'document_too_many_pages' });
    expect(await renderer.examine(await file('page\f'.repeat(500)))).toEqual({ ok: true, kind: 'text', pageCount: 500 });
  });

  it('is what its bytes say, whatever its name', async () => {
    expect(await inspect(await file('just text'))).toEqual({ ok: true, kind: 'text', mediaType: 'text/plain', pageCount: 1 });
  });

  it('is stopped when it draws for ever, and the next document is not harmed', async () => {
    const hasty = new DocumentRenderer({ concurrency: 1, wallClockMs: 9_000 });
    const bomb = await file(formBombPdf());
    const [refused, good] = await Promise.all([
      hasty.render({ inputPath: bomb, outputPath: outputPath() }),
      hasty.render({ inputPath: samplePdfPath(), outputPath: join(folder, 'good.tif') }),
    ]);
    await hasty.close();
    expect(['document_render_timeout', 'document_render_memory']).toContain((refused as { code?: string }).code);
    expect(good).toMatchObject({ ok: true, pageCount: 3 });
    await rm(join(folder, 'good.tif'));
  });

  it('is stopped by the clock', async () => {
    const hasty = new DocumentRenderer({ concurrency: 1, wallClockMs: 1 });
    const answer = await hasty.render({ inputPath: samplePdfPath(), outputPath: outputPath() });
    await hasty.close();
    expect(answer).toMatchObject({ ok: false, code: 'document_render_timeout' });
  });

  it('is stopped when it takes more memory than it may', async () => {
    const small = new DocumentRenderer({ concurrency: 1, memoryBytes: 20 * 1024 * 1024 });
    const answer = await small.render({ inputPath: await file(smallPdf({ pages: 500 })), outputPath: outputPath() });
    await small.close();
    expect(answer).toMatchObject({ ok: false, code: 'document_render_memory' });
  });

  it('ends with the reason of the caller who gives up', async () => {
    const giveUp = new AbortController();
    const answer = renderer.render({ inputPath: await file(formBombPdf()), outputPath: outputPath(), signal: giveUp.signal });
    giveUp.abort(new Error('the fax was cancelled'));
    await expect(answer).rejects.toThrow('the fax was cancelled');
  });

  it('is explained to its sender in a sentence', () => {
    for (const code of refusalCodes) expect(sentence(code)).toMatch(/^[A-Z].*\.$/);
  });
});

import { access, mkdtemp, readdir, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as passed } from 'node:timers/promises';
import { readImageHead } from '../image/decoder.ts';
import { samplePdfPath } from '../sample/sample-pdf.ts';
import { formBombPdf } from '../testing/hostile.ts';
import { DocumentRenderer } from './document-renderer.ts';
import { RenderPool } from './render-pool.ts';
import { RenderProcess } from './render-process.ts';
import { RendererUnavailable } from './renderer-unavailable.ts';

const limits = { wallClockMs: 30_000, memoryBytes: 1e12 };
const sample = { task: 'examine', kind: 'pdf', inputPath: samplePdfPath() } as const;

describe('a document that the renderer fails, not the other way round', () => {
  let folder: string;
  let endless: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faxwire-unavailable-'));
    endless = join(folder, 'endless.pdf');
    await writeFile(endless, formBombPdf());
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const outputPath = () => join(folder, 'out.tif');
  const bomb = () => ({ task: 'render', kind: 'pdf', inputPath: endless, outputPath: outputPath(), resolution: 'fine' }) as const;
  const unavailable = (code: string) => expect.objectContaining({ name: 'RendererUnavailable', code });

  /** Its processes are ended from outside: the nth one by the nth of `endings`. */
  function poolWithEndings(...endings: ((child: RenderProcess) => unknown)[]): { pool: RenderPool; started: RenderProcess[] } {
    const started: RenderProcess[] = [];
    const startProcess = () => {
      const child = new RenderProcess();
      started.push(child);
      void endings[started.length - 1]?.(child);
      return child;
    };
    return { pool: new RenderPool({ size: 1, limits, startProcess }), started };
  }
  const atOnce = (signal: NodeJS.Signals) => (child: RenderProcess) => process.kill(child.pid!, signal);
  const atWork = async (child: RenderProcess) => {
    while (!child.started) await passed(5);
    process.kill(child.pid!, 'SIGKILL');
  };

  it('waits for another day when the renderer is closed, in hand or in the queue', async () => {
    const renderer = new DocumentRenderer({ concurrency: 1, ...limits });
    const inHand = renderer.render({ inputPath: endless, outputPath: outputPath() });
    while (!(await access(`${outputPath()}.part`).then(() => true, () => false))) await passed(5);
    // Only now: whichever document was read first would be the one in hand.
    const queued = [renderer.render({ inputPath: endless, outputPath: join(folder, 'queued.tif') }), renderer.examine(samplePdfPath())];
    const ends = Promise.allSettled([inHand, ...queued]);
    await renderer.close();
    expect(await ends).toEqual(Array(3).fill({ status: 'rejected', reason: unavailable('renderer_closed') }));
    expect(await readdir(folder)).toEqual(['endless.pdf']);
    await expect(renderer.examine(samplePdfPath())).rejects.toBeInstanceOf(RendererUnavailable);
  });

  it.each<[string, (child: RenderProcess) => unknown]>([
    ['while it starts', atOnce('SIGTERM')],
    ['while it starts, for good', atOnce('SIGKILL')],
  ])('is rendered by another process when its own is ended %s', async (_when, ending) => {
    const { pool, started } = poolWithEndings(ending);
    expect(await pool.run(sample)).toMatchObject({ ok: true, pageCount: 3 });
    expect(started).toHaveLength(2);
    await pool.close();
  });

  it('is taken up by another process when its own is killed at work', async () => {
    const { pool, started } = poolWithEndings(atWork);
    const answer = pool.run(bomb());
    const end = expect(answer).rejects.toEqual(unavailable('renderer_closed'));
    while (!started[1]?.started) await passed(5);
    await pool.close();
    await end;
  });

  it('is refused as crashed only when a second process ends at work on it', async () => {
    const { pool, started } = poolWithEndings(atWork, atWork);
    expect(await pool.run(bomb())).toMatchObject({ ok: false, code: 'document_render_crashed' });
    expect(await pool.run(sample)).toMatchObject({ ok: true, pageCount: 3 });
    expect(started).toHaveLength(3);
    await pool.close();
  });

  it.each([
    ['twice before it was opened', [atOnce('SIGINT'), atOnce('SIGTERM')]],
    ['once at work and once before it was opened', [atWork, atOnce('SIGKILL')]],
    ['once before it was opened and once at work', [atOnce('SIGKILL'), atWork]],
  ])('is not refused when its process was ended %s', async (_when, endings) => {
    const { pool } = poolWithEndings(...endings);
    const answer = pool.run(bomb());
    await expect(answer).rejects.toBeInstanceOf(RendererUnavailable);
    await pool.close();
  });

  it('is finished by a process that is asked to stop together with its parent', async () => {
    const child = new RenderProcess();
    while (!child.started) await passed(5);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(child.pid!, signal);
    expect(await child.run(sample, limits)).toMatchObject({ end: 'answered', answer: { ok: true, pageCount: 3 } });
    child.kill();
  });

  it('is not refused when there is no room or no folder for its pages', async () => {
    const renderer = new DocumentRenderer({ concurrency: 1 });
    const nowhere = renderer.render({ inputPath: samplePdfPath(), outputPath: join(folder, 'missing', 'out.tif') });
    await expect(nowhere).rejects.toMatchObject({ code: 'renderer_io', systemCode: 'ENOENT' });
    const fullPath = join(folder, 'full.tif');
    await symlink('/dev/full', `${fullPath}.part`);
    const full = renderer.render({ inputPath: samplePdfPath(), outputPath: fullPath });
    await expect(full).rejects.toMatchObject({ code: 'renderer_io', systemCode: 'ENOSPC' });
    await expect(unlink(`${fullPath}.part`)).rejects.toThrow(/ENOENT/);
    await renderer.close();
  });

  it('is not called broken when its image cannot be opened', async () => {
    await expect(readImageHead(join(folder, 'missing.png'), 0)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

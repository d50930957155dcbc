/** A disposable process that renders one document at a time; started by `fork`, killed by whoever started it. */
import './ignore-stop-signals.ts';
import { Worker } from 'node:worker_threads';
import { openPdfium, type Pdfium } from '../pdf/pdfium.ts';
import { DocumentRefused, refuse } from '../refusal.ts';
import { countPages } from './document-pages.ts';
import type { Answer, ChildMessage, Job } from './message.ts';
import { freshPdfiums, renderDocument } from './render-document.ts';

new Worker(new URL('./orphan-watch.js', import.meta.url)).unref();

let pdfium: Promise<Pdfium> = openPdfium();

process.on('message', (job: Job) => void work(job));
// The parent is gone: nobody wants the answer.
process.on('disconnect', () => process.exit(0));
void pdfium.then(() => send({ ready: true }));

async function work(job: Job): Promise<void> {
  send(await messageOn(job));
  pdfium = openPdfium();
}

async function messageOn(job: Job): Promise<ChildMessage> {
  try {
    return { answer: await answer(job) };
  } catch (error) {
    if (error instanceof DocumentRefused) return { answer: refuse(error.code, error.document) };
    const systemCode = systemCodeOf(error);
    if (systemCode !== undefined) return { systemCode };
    return { answer: refuse(isOutOfMemory(error) ? 'document_render_memory' : 'document_render_crashed') };
  }
}

async function answer(job: Job): Promise<Answer> {
  if (job.task === 'render') return renderDocument(freshPdfiums(await pdfium), job);
  return { ok: true, kind: job.kind, pageCount: await countPages(await pdfium, { kind: job.kind, path: job.inputPath }) };
}

/** A full disk, a missing folder, too many open files: documents make no system calls, so these failures are ours. */
function systemCodeOf(error: unknown): string | undefined {
  const { code, syscall } = error as NodeJS.ErrnoException;
  return syscall === undefined ? undefined : code;
}

/** V8 refuses arrays that do not fit; Emscripten aborts when its heap cannot grow. */
function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && /out of memory|OOM|allocation failed/i.test(error.message);
}

function send(message: ChildMessage): void {
  process.send?.(message);
}

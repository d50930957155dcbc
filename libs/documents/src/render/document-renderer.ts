import { rm } from 'node:fs/promises';
import type { PageSize } from '@faxwire/fax';
import type { FaxResolution } from '../bilevel/fax-page.ts';
import type { CoverWords } from '../cover/cover-sheet.ts';
import { inspect } from '../inspect.ts';
import { MAX_PAGES, RENDER_MEMORY_BYTES, RENDER_WALL_CLOCK_MS } from '../limits.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { Answer, Examined, InputFile, Job, Rendered } from './message.ts';
import { RenderPool } from './render-pool.ts';

export interface RenderRequest {
  readonly inputPath: string;
  /** Documents after the first, in order: all become one fax. */
  readonly attachmentPaths?: readonly string[];
  readonly cover?: CoverWords;
  /** Paper of text, of pictures that say no size, and of the cover page. A4 where nothing is said. */
  readonly pageSize?: PageSize;
  /** Written whole or not at all. */
  readonly outputPath: string;
  readonly resolution?: FaxResolution;
  readonly signal?: AbortSignal;
}

export interface DocumentRendererOptions {
  /** Documents rendered at the same time, each in a process of its own. */
  readonly concurrency?: number;
  readonly wallClockMs?: number;
  readonly memoryBytes?: number;
}

/** Two cores are the smallest machine we run on. */
const DEFAULT_CONCURRENCY = 2;

/** Any document to fax pages, in child processes that a hostile document may kill without harm to anything else. */
export class DocumentRenderer {
  private readonly pool: RenderPool;

  constructor(options: DocumentRendererOptions = {}) {
    this.pool = new RenderPool({
      size: options.concurrency ?? DEFAULT_CONCURRENCY,
      limits: { wallClockMs: options.wallClockMs ?? RENDER_WALL_CLOCK_MS, memoryBytes: options.memoryBytes ?? RENDER_MEMORY_BYTES },
    });
  }

  /**
   * Renders a document, or several and a cover page, to one multi-page G4 TIFF, 1728 px wide.
   * @throws the signal's reason when aborted; an Error when the input cannot be read (our fault, not the sender's);
   * RendererUnavailable when we were closed, or the machine failed us: the document may well be rendered later
   */
  async render(request: RenderRequest): Promise<Rendered | Refusal> {
    const { inputPath, attachmentPaths = [], cover, pageSize, outputPath, resolution = 'fine', signal } = request;
    signal?.throwIfAborted();
    const inspected = await inspect(inputPath);
    if (!inspected.ok) return inspected;
    const attachments = await inspectAll(attachmentPaths);
    if ('ok' in attachments) return attachments;
    const job = { task: 'render', kind: inspected.kind, inputPath, attachments, outputPath, resolution, ...(cover && { cover }), ...(pageSize && { pageSize }) } as const;
    try {
      return (await this.run(job, signal)) as Rendered | Refusal;
    } finally {
      // A killed child leaves its unfinished file behind.
      await rm(`${outputPath}.part`, { force: true }).catch(() => undefined);
    }
  }

  /**
   * Opens a document without drawing it: its kind and page count, or why it will be refused (a password, too many pages).
   * @param content the path of a file, or the bytes of what `isShortText` is true for
   * @throws like `render`
   */
  async examine(content: string | Buffer, signal?: AbortSignal): Promise<Examined | Refusal> {
    signal?.throwIfAborted();
    const inspected = await inspect(content);
    if (!inspected.ok) return inspected;
    const { kind, pageCount } = inspected;
    if (pageCount !== undefined) return { ok: true, kind, pageCount };
    if (typeof content !== 'string') throw new RangeError('the child processes read files');
    return (await this.run({ task: 'examine', kind, inputPath: content }, signal)) as Examined | Refusal;
  }

  /** Ends every child; renders in hand and in the queue end with RendererUnavailable. */
  close(): Promise<void> {
    return this.pool.close();
  }

  private async run(job: Job, signal: AbortSignal | undefined): Promise<Answer> {
    const answer = await this.pool.run(job, signal);
    signal?.throwIfAborted();
    return answer;
  }
}

async function inspectAll(paths: readonly string[]): Promise<readonly InputFile[] | Refusal> {
  // Each has a page at least.
  if (paths.length >= MAX_PAGES) return refuse('document_too_many_pages');
  const files: InputFile[] = [];
  for (const [at, path] of paths.entries()) {
    const inspected = await inspect(path);
    if (!inspected.ok) return { ...inspected, document: at + 2 };
    files.push({ kind: inspected.kind, path });
  }
  return files;
}

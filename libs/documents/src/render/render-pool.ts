import { refuse } from '../refusal.ts';
import type { Answer, Job } from './message.ts';
import { type Outcome, type RenderLimits, RenderProcess } from './render-process.ts';
import { RendererUnavailable } from './renderer-unavailable.ts';
import { residentBytes } from './resident-bytes.ts';

/** After this many documents a process is replaced, whatever it looks like: leaks stay small. */
const DOCUMENTS_PER_PROCESS = 100;

/** A process that keeps more than this after a document would bring the next one close to its limit. */
const IDLE_MEMORY_SHARE = 0.6;

interface PoolOptions {
  readonly size: number;
  readonly limits: RenderLimits;
  /** Another way to start a process, for specs that end it. */
  readonly startProcess?: () => RenderProcess;
}

interface Waiting {
  readonly start: (process: RenderProcess) => void;
  readonly cancel: () => void;
}

/** A fixed number of warm processes; jobs wait in turn for a free one. */
export class RenderPool {
  private readonly options: PoolOptions;
  private readonly idle: RenderProcess[] = [];
  private readonly busy = new Set<RenderProcess>();
  private readonly waiting: Waiting[] = [];
  private readonly served = new WeakMap<RenderProcess, number>();
  private closed = false;

  constructor(options: PoolOptions) {
    this.options = options;
    // One warm spare at rest; more start when they are needed and then stay.
    this.idle.push(this.start());
  }

  /** @throws RendererUnavailable */
  async run(job: Job, signal?: AbortSignal): Promise<Answer> {
    let process = await this.acquire();
    if (!process) throw new RendererUnavailable('renderer_closed');
    if (signal?.aborted) {
      this.release(process, { reusable: true });
      return refuse('document_render_timeout');
    }
    let outcome = await process.run(job, this.options.limits, signal);
    if (isWorthAnotherTry(outcome) && !signal?.aborted) {
      if (this.closed) throw new RendererUnavailable('renderer_closed');
      process = this.exchange(process);
      outcome = secondOutcome(outcome, await process.run(job, this.options.limits, signal));
    }
    this.release(process, { reusable: isReusable(job, outcome) });
    return answerOf(outcome);
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const waiting of this.waiting.splice(0)) waiting.cancel();
    for (const process of [...this.idle.splice(0), ...this.busy]) process.kill();
  }

  private acquire(): Promise<RenderProcess | undefined> {
    if (this.closed) return Promise.resolve(undefined);
    if (this.busy.size < this.options.size) return Promise.resolve(this.take());
    return new Promise((resolve) => {
      this.waiting.push({ start: resolve, cancel: () => resolve(undefined) });
    });
  }

  private take(): RenderProcess {
    let process = this.idle.pop();
    while (process && !process.usable) process = this.idle.pop();
    process ??= this.start();
    this.busy.add(process);
    return process;
  }

  private start(): RenderProcess {
    return this.options.startProcess?.() ?? new RenderProcess();
  }

  /** A fresh process in the place of one that was lost: its job keeps its turn. */
  private exchange(lost: RenderProcess): RenderProcess {
    this.busy.delete(lost);
    lost.kill();
    const fresh = this.start();
    this.busy.add(fresh);
    return fresh;
  }

  private release(process: RenderProcess, { reusable }: { reusable: boolean }): void {
    this.busy.delete(process);
    if (reusable && this.isFit(process)) this.idle.push(process);
    else this.replace(process);
    if (!this.closed) this.waiting.shift()?.start(this.take());
  }

  private isFit(process: RenderProcess): boolean {
    const served = (this.served.get(process) ?? 0) + 1;
    this.served.set(process, served);
    const idleBytes = this.options.limits.memoryBytes * IDLE_MEMORY_SHARE;
    return !this.closed && process.usable && served < DOCUMENTS_PER_PROCESS && residentBytes(process.pid) < idleBytes;
  }

  private replace(process: RenderProcess): void {
    process.kill();
    if (!this.closed && this.idle.length === 0) this.idle.push(this.start());
  }
}

/**
 * PDF and text are interpreted in a WebAssembly heap that is thrown away with the document. Images are decoded by
 * native code: a process that read a stranger's image, or failed, never sees another tenant's document.
 */
function isReusable(job: Job, outcome: Outcome): boolean {
  return outcome.end === 'answered' && outcome.answer.ok && (job.kind === 'pdf' || job.kind === 'text');
}

/** A child may have been ended from outside: only a document that ends the next one too is to blame. */
function isWorthAnotherTry(outcome: Outcome): boolean {
  return outcome.end === 'crashed' || (outcome.end === 'unavailable' && outcome.error.code === 'renderer_not_started');
}

/** A crash counts against the document only when it is the second. */
function secondOutcome(first: Outcome, second: Outcome): Outcome {
  return second.end === 'crashed' ? first : second;
}

function answerOf(outcome: Outcome): Answer {
  if (outcome.end === 'unavailable') throw outcome.error;
  return outcome.end === 'crashed' ? refuse('document_render_crashed') : outcome.answer;
}

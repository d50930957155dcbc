import { type ChildProcess, fork } from 'node:child_process';
import { RENDER_HEAP_MB } from '../limits.ts';
import { refuse } from '../refusal.ts';
import { residentBytes } from './resident-bytes.ts';
import type { Answer, ChildMessage, Job } from './message.ts';
import { RendererUnavailable, type RendererUnavailableCode } from './renderer-unavailable.ts';

/** `crashed`: ended while it had the document open, by the document or by someone outside (the OOM killer, an operator). */
export type Outcome =
  | { readonly end: 'answered'; readonly answer: Answer }
  | { readonly end: 'crashed' }
  | { readonly end: 'unavailable'; readonly error: RendererUnavailable };

export interface RenderLimits {
  readonly wallClockMs: number;
  readonly memoryBytes: number;
}

/** Short enough that a child cannot fill the machine between two looks; a look reads one line of /proc. */
const MEMORY_WATCH_MS = 50;

/** Under a test runner this file is TypeScript; the child runs the built JavaScript beside it in dist. */
const CHILD = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/render/render-child.js' : './render-child.js',
  import.meta.url,
);

/** One child process: a job at a time, killed when it takes too long or too much. It inherits no environment. */
export class RenderProcess {
  private readonly child: ChildProcess | undefined;
  private settle: ((outcome: Outcome) => void) | undefined;
  private alive = true;
  private ready = false;

  constructor() {
    this.child = startChild();
    if (this.child) this.listenTo(this.child);
    else this.alive = false;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** It is up and can open a document. */
  get started(): boolean {
    return this.ready;
  }

  get usable(): boolean {
    return this.alive && this.settle === undefined;
  }

  async run(job: Job, limits: RenderLimits, signal?: AbortSignal): Promise<Outcome> {
    const { child } = this;
    // Where the system had no process left for us there is no channel either.
    if (!this.alive || !child?.connected) return this.lost();
    const stopWatching = this.watch(limits, signal);
    try {
      return await new Promise<Outcome>((resolve) => {
        this.settle = resolve;
        child.send(job, (error) => error && this.kill(this.lost()));
      });
    } finally {
      stopWatching();
    }
  }

  /** Ends the process at once; a job in hand gets `outcome`. */
  kill(outcome: Outcome = unavailable('renderer_closed')): void {
    this.alive = false;
    this.child?.kill('SIGKILL');
    this.finish(outcome);
  }

  private listenTo(child: ChildProcess): void {
    child.on('message', (message: ChildMessage) => this.hear(message));
    child.on('exit', () => { this.alive = false; });
    // Unlike 'exit', 'close' comes after the last message: whether the child got as far as the document is known.
    child.on('close', () => this.ended());
    child.on('error', () => this.ended());
    // An idle spare must not keep its parent alive.
    child.unref();
    child.channel?.unref();
  }

  private watch({ wallClockMs, memoryBytes }: RenderLimits, signal?: AbortSignal): () => void {
    const clock = setTimeout(() => this.kill(answered(refuse('document_render_timeout'))), wallClockMs);
    const memory = setInterval(() => {
      if (residentBytes(this.pid) > memoryBytes) this.kill(answered(refuse('document_render_memory')));
    }, MEMORY_WATCH_MS);
    const abort = () => this.kill(answered(refuse('document_render_timeout')));
    signal?.addEventListener('abort', abort, { once: true });
    return () => {
      clearTimeout(clock);
      clearInterval(memory);
      signal?.removeEventListener('abort', abort);
    };
  }

  private hear(message: ChildMessage): void {
    if ('ready' in message) this.ready = true;
    else if ('systemCode' in message) this.finish(unavailable('renderer_io', message.systemCode));
    else this.finish(answered(message.answer));
  }

  private ended(): void {
    this.alive = false;
    this.finish(this.lost());
  }

  private lost(): Outcome {
    return this.ready ? { end: 'crashed' } : unavailable('renderer_not_started');
  }

  private finish(outcome: Outcome): void {
    const settle = this.settle;
    this.settle = undefined;
    settle?.(outcome);
  }
}

/** Undefined where `fork` throws at once (no memory); most failures come as an 'error' event instead. */
function startChild(): ChildProcess | undefined {
  try {
    return fork(CHILD, [], {
      execArgv: [`--max-old-space-size=${RENDER_HEAP_MB}`],
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
  } catch {
    return undefined;
  }
}

/** A child that reports a crash of its own is as little to be believed at once as one that dies. */
function answered(answer: Answer): Outcome {
  return !answer.ok && answer.code === 'document_render_crashed' ? { end: 'crashed' } : { end: 'answered', answer };
}

function unavailable(code: RendererUnavailableCode, systemCode?: string): Outcome {
  return { end: 'unavailable', error: new RendererUnavailable(code, systemCode) };
}

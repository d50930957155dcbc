import { DefaultLogger, Runtime, type LogEntry } from '@temporalio/worker';

/** The core prints whole requests into what went wrong. */
const LONGEST_CAUSE = 1_000;

export interface RuntimeNotice {
  readonly level: 'warn' | 'error';
  readonly message: string;
  readonly error?: unknown;
}

export type NoticeListener = (notice: RuntimeNotice) => void;

/** Temporal's core is one per process, and so is where its messages go: to whoever started a worker last. */
let listener: NoticeListener | undefined;
let installed = false;

/**
 * Keeps Temporal from writing to the console and from listening to signals by itself: when the process leaves is
 * decided in one place. Has to come before the first connection of a worker.
 */
export function quietRuntime(onNotice?: NoticeListener): void {
  listener = onNotice;
  if (installed) return;
  installed = true;
  Runtime.install({
    logger: new DefaultLogger('WARN', forward),
    telemetryOptions: { logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} } },
    shutdownSignals: [],
  });
}

function forward({ level, message, meta }: LogEntry): void {
  const cause: unknown = meta?.error ?? meta?.failure;
  const error = typeof cause === 'string' ? cause.slice(0, LONGEST_CAUSE) : cause;
  listener?.({ level: level === 'ERROR' ? 'error' : 'warn', message, ...(error !== undefined && { error }) });
}

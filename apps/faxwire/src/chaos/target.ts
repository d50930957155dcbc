import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineProcess } from '@faxwire/local-engines';
import type { AppProcess } from '../distributed/app-process.ts';

/** A process that can be broken, and that comes back on the same ports and data. */
export interface Target {
  readonly name: string;
  /** `media` of `media-2`; the name of an engine. */
  readonly kind: string;
  readonly isRunning: boolean;
  kill(): Promise<void>;
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  /** Resolves with the exit code. */
  leave(): Promise<number | null>;
  /** Starts it where it does not run, and waits until it is ready. Rejects where that takes too long. */
  start(): Promise<void>;
}

/** Its grace, twenty seconds, and what closing takes on a busy machine; then it is killed and that is told. */
const LEAVES_WITHIN_MS = 60_000;

export function appTarget(process: AppProcess): Target {
  return {
    name: process.name,
    kind: process.options.app,
    get isRunning() {
      return process.pid !== undefined;
    },
    kill: async () => void (await process.end('SIGKILL')),
    freeze: async () => process.signal('SIGSTOP'),
    thaw: async () => process.signal('SIGCONT'),
    leave: async () => {
      const late = sleep(LEAVES_WITHIN_MS, undefined, { ref: false });
      const left = await Promise.race([process.end('SIGTERM'), late]);
      return left ? left.code : (await process.end('SIGKILL')).code;
    },
    start: async () => {
      process.start();
      await process.ready();
    },
  };
}

export function engineTarget(engine: EngineProcess): Target {
  return {
    name: engine.name,
    kind: engine.name,
    get isRunning() {
      return engine.pid !== undefined;
    },
    kill: () => engine.kill('SIGKILL'),
    freeze: () => engine.freeze(),
    thaw: () => engine.thaw(),
    leave: async () => {
      await engine.stop();
      return 0;
    },
    start: () => engine.start(),
  };
}

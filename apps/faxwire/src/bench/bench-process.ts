import { fork, type ChildProcess, type Serializable } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Longer than any round; a child that is silent for so long never answers. */
const ANSWER_TIMEOUT_MS = 60_000;

/** A part of a benchmark that must not share our event loop: one order, one answer. */
export class BenchProcess {
  readonly #child: ChildProcess;

  constructor(script: URL) {
    this.#child = fork(fileURLToPath(script), [], { stdio: ['ignore', 2, 2, 'ipc'] });
  }

  ask<Answer>(order: Serializable): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const settle = (act: () => void): void => {
        clearTimeout(timer);
        this.#child.removeAllListeners();
        act();
      };
      const timer = setTimeout(() => settle(() => reject(new Error('A part of the benchmark does not answer.'))), ANSWER_TIMEOUT_MS);
      this.#child.once('message', (answer) => settle(() => resolve(answer as Answer)));
      this.#child.once('error', (error) => settle(() => reject(error)));
      this.#child.once('exit', (code) => settle(() => reject(new Error(`A part of the benchmark ended with ${String(code)}.`))));
      this.#child.send(order);
    });
  }

  end(): void {
    this.#child.kill();
  }
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../dist/testing/relay-process.js', import.meta.url));

export interface RelayLine {
  readonly state?: string;
  readonly reason?: string;
  readonly published?: number;
}

/** A relay in a process of its own, built. */
export function startRelayProcess(settings: object) {
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify(settings)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const lines: RelayLine[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(JSON.parse(line) as RelayLine));
  return {
    lines,
    exited,
    states: () => lines.flatMap(({ state }) => (state === undefined ? [] : [state])),
    signal: (signal: NodeJS.Signals) => child.kill(signal),
    async end() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGCONT');
        child.kill('SIGKILL');
        await exited;
      }
    },
  };
}

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

/**
 * A shell reads process ids until its input ends, which it does however we end, SIGKILL included; then it ends those processes.
 * A shell, because it needs 1 MB where Node needs 40. SIGCONT first: a frozen process takes no other signal but SIGKILL.
 */
const SCRIPT = `
pids=
while read -r verb pid; do
  kept=
  for one in $pids; do [ "$one" = "$pid" ] || kept="$kept $one"; done
  pids=$kept
  [ "$verb" = watch ] && pids="$pids $pid"
done
[ -n "$pids" ] || exit 0
kill -CONT $pids 2>/dev/null
kill -INT $pids 2>/dev/null
tries=0
while [ $tries -lt 50 ]; do
  alive=
  for one in $pids; do kill -0 "$one" 2>/dev/null && alive=yes; done
  [ -n "$alive" ] || exit 0
  sleep 0.1
  tries=$((tries + 1))
done
kill -KILL $pids 2>/dev/null
`;

/** Ends what we started when we can no longer do it ourselves. */
export class Watchdog {
  readonly #shell: ChildProcess;

  constructor() {
    // A process group of its own: Ctrl-C at the terminal is for us, and we stop the engines in order.
    this.#shell = spawn('/bin/sh', ['-c', SCRIPT], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
    this.#shell.on('error', () => {});
    this.#shell.stdin?.on('error', () => {});
    this.#shell.unref();
  }

  watch(pid: number): void {
    this.#shell.stdin?.write(`watch ${pid}\n`);
  }

  forget(pid: number): void {
    this.#shell.stdin?.write(`forget ${pid}\n`);
  }

  /** Ends what is still watched, and the watchdog. */
  close(): void {
    this.#shell.stdin?.end();
  }
}

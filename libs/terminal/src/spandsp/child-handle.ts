import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import type { Socket } from 'node:dgram';
import { TerminalError } from '../terminal-error.ts';
import { childFile } from './child-file.ts';
import { BEAT_EVERY_MS, type ChildMessage, type ParentMessage } from './child-message.ts';

/** A child needs some 12 MB; one that wants more than this is out of order. */
const MAX_OLD_SPACE_MB = 48;
/** The heartbeat is looked at this often, and answered ... */
const PULSE_EVERY_MS = BEAT_EVERY_MS;
/** ... and missed this often in a row it is a hang. Counted, not timed: a busy parent must not kill a sound child. */
const MAX_MISSED_PULSES = 12;
/** Loading Node and the library takes 0.15 s; a crowded machine much longer. */
const READY_WITHIN_MS = 15_000;

/** Packets on their way to a child that does not read: beyond this they count as lost, and redundancy has its chance. */
const MAX_UNREAD_PACKETS = 1024;

export type ChildLoss = { readonly cause: 'crashed' | 'hung'; readonly detail: string };

/** What the child of the moment reports to. */
export interface ChildAudience {
  heard(message: ChildMessage): void;
  lost(loss: ChildLoss): void;
}

/** One process: its messages, its pulse and its death. */
export class ChildHandle {
  readonly #process: ChildProcess;
  readonly #pulse: NodeJS.Timeout;
  readonly #waiting = new Set<(loss: ChildLoss) => void>();
  #audience: ChildAudience | undefined;
  #missedPulses = 0;
  #unread = 0;
  #loss: ChildLoss | undefined;
  #unusable: TerminalError | undefined;
  #isReady = false;
  readonly ready: Promise<void>;
  readonly gone: Promise<void>;

  constructor(file = childFile()) {
    this.#process = fork(file, [], {
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [`--max-old-space-size=${MAX_OLD_SPACE_MB}`],
    });
    this.gone = new Promise((resolve) => {
      this.#process.once('exit', () => resolve());
      this.#process.once('error', () => this.#process.pid === undefined && resolve());
    });
    this.ready = this.#becomeReady();
    this.#process.on('message', (message) => this.#hear(message as ChildMessage));
    this.#process.once('exit', (code, signal) => this.#lose({ cause: 'crashed', detail: `exit ${code ?? signal ?? 'unknown'}` }));
    this.#process.once('error', (error) => this.#lose({ cause: 'crashed', detail: error.message }));
    this.#pulse = setInterval(() => this.#takePulse(), PULSE_EVERY_MS);
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  get isLost(): boolean {
    return this.#loss !== undefined;
  }

  /** Its call is over: it is dead, or about to be. */
  get isDone(): boolean {
    return this.isLost || this.#process.killed;
  }

  attend(audience: ChildAudience): void {
    this.#audience = audience;
    if (this.#loss) audience.lost(this.#loss);
  }

  /** The socket goes along and is closed here once it is over there. */
  give(message: ParentMessage, socket: Socket): void {
    const close = (): void => void socket.close();
    if (this.#loss !== undefined || !this.#process.connected) return close();
    this.#process.send(message, socket, close);
  }

  tell(message: ParentMessage): void {
    if (this.#loss !== undefined || !this.#process.connected) return;
    if (message.type === 'packet' && this.#unread >= MAX_UNREAD_PACKETS) return;
    this.#unread += 1;
    this.#process.send(message, () => (this.#unread -= 1));
  }

  /** As {@link kill}, but the audience is told: its call ends as `crashed`. */
  terminateNow(): void {
    this.#process.kill('SIGKILL');
  }

  /** At once and without mercy; also works on a stopped process. */
  kill(): void {
    clearInterval(this.#pulse);
    this.#audience = undefined;
    this.#process.kill('SIGKILL');
  }

  #becomeReady(): Promise<void> {
    const ready = new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new TerminalError('start_failed', `no terminal process within ${READY_WITHIN_MS} ms`)), READY_WITHIN_MS);
      const settle = (error?: TerminalError): void => {
        clearTimeout(late);
        if (error) reject(error);
        else resolve();
      };
      this.#waiting.add((loss) => settle(this.#unusable ?? new TerminalError('start_failed', `the terminal process ended: ${loss.detail}`)));
      this.#settleReady = settle;
    });
    ready.catch(() => undefined);
    return ready;
  }

  #settleReady: (error?: TerminalError) => void = () => undefined;

  #hear(message: ChildMessage): void {
    this.#missedPulses = 0;
    if (message.type === 'ready') {
      this.#isReady = true;
      this.#settleReady();
    } else if (message.type === 'unusable') {
      this.#unusable = new TerminalError(message.code, message.detail);
      this.#settleReady(this.#unusable);
    } else if (message.type !== 'beat') this.#audience?.heard(message);
  }

  #lose(loss: ChildLoss): void {
    if (this.#loss) return;
    this.#loss = loss;
    clearInterval(this.#pulse);
    for (const wake of this.#waiting) wake(loss);
    this.#waiting.clear();
    this.#audience?.lost(loss);
  }

  #takePulse(): void {
    if (!this.#isReady) return;
    this.tell({ type: 'beat' });
    this.#missedPulses += 1;
    if (this.#missedPulses <= MAX_MISSED_PULSES) return;
    this.#lose({ cause: 'hung', detail: `no sign of life for ${MAX_MISSED_PULSES * PULSE_EVERY_MS} ms` });
    this.#process.kill('SIGKILL');
  }
}

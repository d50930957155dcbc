import { Timers } from '../transaction/timers.ts';
import { StreamFraming } from './stream-framing.ts';
import type { Socket } from 'node:net';
import type { Clock } from '../clock.ts';
import type { StreamLimits } from './stream-limits.ts';

export interface StreamConnectionOptions {
  readonly socket: Socket;
  readonly clock: Clock;
  readonly limits: StreamLimits;
  /** We opened it: ours is to keep it alive. */
  readonly isOurs: boolean;
  readonly onMessage: (bytes: Uint8Array) => void;
  readonly onClosed: (detail: string) => void;
}

/** Messages that may wait for a connection to stand; it has some seconds for that. */
const WAITING_MAX = 200;
const PING = '\r\n\r\n';
const PONG = '\r\n';
/** RFC 5626 4.4.1: a peer that has not answered a double line end by then is gone. */
const PONG_TIMEOUT_MS = 10_000;

/** One TCP or TLS connection that stands or is being opened. */
export class StreamConnection {
  readonly #options: StreamConnectionOptions;
  readonly #framing = new StreamFraming();
  readonly #timers: Timers;
  /** Called where a message cannot be sent any more. */
  #unsent = new Set<(detail: string) => void>();
  #waiting: (() => void)[] = [];
  #detail = 'connection closed';
  #isOpen: boolean;

  constructor(options: StreamConnectionOptions) {
    const { socket, clock, limits, isOurs } = options;
    this.#options = options;
    this.#timers = new Timers(clock);
    this.#isOpen = !isOurs;
    socket.setNoDelay(true);
    socket.on('data', (bytes: Buffer) => this.#receive(bytes));
    socket.on('error', (error) => (this.#detail = error.message));
    socket.on('close', () => this.#closed());
    if (isOurs) this.#timers.set('connect', limits.connectTimeoutMs, () => this.close('connection timed out'));
    else this.#touch();
  }

  /** The peer is there, and, with TLS, who it should be. */
  opened(): void {
    this.#isOpen = true;
    this.#timers.clear('connect');
    this.#touch();
    this.#keepAlive();
    for (const write of this.#waiting.splice(0)) write();
  }

  send(bytes: Uint8Array, onError: ((detail: string) => void) | undefined): void {
    const { socket, limits } = this.#options;
    if (socket.writableLength + bytes.length > limits.backlogBytes || this.#waiting.length >= WAITING_MAX) {
      this.close('peer does not read');
      process.nextTick(() => onError?.('peer does not read'));
      return;
    }
    if (onError !== undefined) this.#unsent.add(onError);
    // Written earlier, it would reach a TLS peer before its certificate was looked at.
    if (this.#isOpen) this.#write(bytes, onError);
    else this.#waiting.push(() => this.#write(bytes, onError));
  }

  #write(bytes: Uint8Array, onError: ((detail: string) => void) | undefined): void {
    this.#options.socket.write(bytes, (error) => {
      // An error is told with the end of the connection.
      if (!error && onError !== undefined) this.#unsent.delete(onError);
    });
  }

  close(detail: string): void {
    this.#detail = detail;
    this.#options.socket.destroy();
  }

  #receive(bytes: Uint8Array): void {
    const { socket, onMessage, limits, isOurs } = this.#options;
    this.#touch();
    this.#timers.clear('pong');
    const { messages, pings, problem } = this.#framing.push(bytes);
    for (const message of messages) onMessage(message);
    // Who opened the connection asks and is answered; a line end for a line end would go on for ever.
    if (pings > 0 && !isOurs && socket.writableLength < limits.backlogBytes) socket.write(PONG);
    if (problem !== undefined) this.close(problem);
    else if (!this.#framing.isPartial) this.#timers.clear('message');
    else if (messages.length > 0 || !this.#timers.has('message')) this.#timers.set('message', limits.messageTimeoutMs, () => this.close('message not ended in time'));
  }

  #touch(): void {
    if (this.#isOpen) this.#timers.set('idle', this.#options.limits.idleTimeoutMs, () => this.close('idle'));
  }

  /** Whoever does not answer in time is gone: the flow has failed. */
  ping(): void {
    const { socket, isOurs } = this.#options;
    if (!isOurs || !this.#isOpen || this.#timers.has('pong')) return;
    socket.write(PING);
    this.#timers.set('pong', PONG_TIMEOUT_MS, () => this.close('keep-alive not answered'));
    this.#keepAlive();
  }

  #keepAlive(): void {
    if (this.#options.isOurs) this.#timers.set('keepAlive', this.#options.limits.keepAliveMs, () => this.ping());
  }

  #closed(): void {
    this.#timers.clearAll();
    const unsent = this.#unsent;
    this.#unsent = new Set();
    this.#options.onClosed(this.#detail);
    for (const onError of unsent) onError(this.#detail);
  }
}

import { MAX_IFP_BYTES } from '@faxwire/t38';
import type { AudioTerminal, FaxTerminal, FaxTerminalListeners, FaxTerminalOptions, TerminalFact, TerminalFailure, TerminalResult } from './fax-terminal.ts';
import type { AudioLine } from './media/audio-line.ts';
import type { MediaAddress } from './media/media-socket.ts';
import { TerminalError } from './terminal-error.ts';
import type { ChildAudience, ChildHandle, ChildLoss } from './spandsp/child-handle.ts';
import type { ChildMessage } from './spandsp/child-message.ts';
import { tracedFrame } from './spandsp/traced-frame.ts';

/** Longer than any commit; a database that is down must not hold a telephone line. */
const RECORD_WITHIN_MS = 30_000;
/** A sender waits for its page with error correction until T5 (60 s): the terminal ends the call by then, and says so to the far end. */
const STORE_WITHIN_MS = 70_000;
/** A terminal told to end does so at once. */
const END_WITHIN_MS = 5000;
/** Setting up takes a millisecond. */
const OPEN_WITHIN_MS = 10_000;

/** Where the protocol of one call runs: a process of its own, or a place in a thread, which has no audio and so takes no socket. */
export type RemoteSide = Pick<ChildHandle, 'attend' | 'tell' | 'kill'> & Partial<Pick<ChildHandle, 'give'>>;

/** The near side of a call that runs elsewhere: passes on, waits for the record, and ends exactly once. */
export class RemoteTerminal implements FaxTerminal, AudioTerminal, ChildAudience {
  #ended = false;
  #pagesConfirmed = 0;
  #documentConfirmed = false;
  #lastResort: NodeJS.Timeout | undefined;
  #settleOpen: ((error?: TerminalError) => void) | undefined;

  constructor(
    private readonly child: RemoteSide,
    private readonly options: FaxTerminalOptions,
    private readonly listeners: FaxTerminalListeners,
  ) {}

  /** With a line the call is audio and the child has its socket from then on. */
  open(line?: AudioLine): Promise<void> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => this.#settleOpen?.(new TerminalError('start_failed', 'the terminal did not open')), OPEN_WITHIN_MS);
      this.#settleOpen = (error) => {
        clearTimeout(late);
        this.#settleOpen = undefined;
        if (error === undefined) return resolve();
        this.#finish();
        reject(error);
      };
      this.child.attend(this);
      if (line) this.#openAudio(line);
      else this.child.tell({ type: 'open', options: this.options, traces: this.listeners.onTrace !== undefined });
    });
  }

  start(): void {
    this.child.tell({ type: 'start' });
  }

  receive(ifp: Uint8Array, sequence: number): void {
    if (this.#ended || ifp.length === 0 || ifp.length > MAX_IFP_BYTES) return;
    this.child.tell({ type: 'packet', ifp, sequence });
  }

  redirect({ address, port }: MediaAddress): void {
    this.child.tell({ type: 'redirect', remote: { address, port } });
  }

  terminate(): void {
    if (this.#ended || this.#lastResort) return;
    this.#lastResort = setTimeout(() => this.#fail('hung', 'it did not end when told to'), END_WITHIN_MS);
    this.child.tell({ type: 'terminate' });
  }

  /** A fault of ours in one call is that call's: thrown on from here it would end the process, and every call with it. */
  heard(message: ChildMessage): void {
    try {
      this.#heed(message);
    } catch (error) {
      this.#fail('crashed', `our own fault: ${error instanceof Error ? error.message : 'unknown'}`);
    }
  }

  #heed(message: ChildMessage): void {
    if (this.#ended) return;
    switch (message.type) {
      case 'opened':
        return this.#settleOpen?.();
      case 'packets':
        for (const packet of message.packets) this.listeners.onPacket(packet.ifp, packet.copies);
        return;
      case 'fact':
        return this.#record(message.fact);
      case 'progress':
        return this.listeners.onProgress?.(message.progress);
      case 'audio':
        return this.listeners.onAudio?.(message.counters);
      case 'trace':
        return this.listeners.onTrace?.(message.entry);
      case 'frame':
        return this.listeners.onTrace?.(tracedFrame(message));
      case 'hang-up':
        return this.listeners.onHangUp?.();
      case 'figures':
        return this.listeners.onFigures?.(message.figures);
      case 'result':
        return this.#succeed(message.result);
      case 'gave-up':
        return this.#fail(message.cause, message.detail);
    }
  }

  lost(loss: ChildLoss): void {
    if (this.#settleOpen) this.#settleOpen(new TerminalError('start_failed', `the terminal process ended: ${loss.detail}`));
    else this.#fail(loss.cause, loss.detail);
  }

  #openAudio({ socket, codec, position, remote: { address, port } }: AudioLine): void {
    this.child.give?.({ type: 'open-audio', options: this.options, line: { codec, position, remote: { address, port } } }, socket);
  }

  #record(fact: TerminalFact): void {
    if (fact.type === 'page') {
      this.#pagesConfirmed += 1;
      this.#documentConfirmed ||= fact.last;
    }
    const told = Promise.resolve().then(() => this.listeners.onFact(fact));
    if (!this.options.gate) return void told.catch((error: unknown) => this.#unrecorded(error));
    const withinMs = fact.type === 'page' && this.options.receive && this.options.ecm ? STORE_WITHIN_MS : RECORD_WITHIN_MS;
    const late = setTimeout(() => this.#unrecorded(new Error(`no acknowledgement within ${withinMs} ms`)), withinMs);
    told
      .then(() => this.child.tell({ type: 'recorded' }), (error: unknown) => this.#unrecorded(error))
      .finally(() => clearTimeout(late));
  }

  /** What the log does not know must not go on happening. */
  #unrecorded(error: unknown): void {
    this.#fail('unrecorded', error instanceof Error ? error.message : String(error));
  }

  #succeed(result: TerminalResult): void {
    this.#finish();
    this.listeners.onResult(result);
  }

  #fail(cause: TerminalFailure['cause'], detail: string): void {
    if (this.#ended) return;
    this.#finish();
    this.listeners.onFailed({ cause, detail, pagesConfirmed: this.#pagesConfirmed, documentConfirmed: this.#documentConfirmed });
  }

  #finish(): void {
    this.#ended = true;
    clearTimeout(this.#lastResort);
    this.child.kill();
  }
}

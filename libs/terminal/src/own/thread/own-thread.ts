import { Worker } from 'node:worker_threads';
import type { RemoteSide } from '../../remote-terminal.ts';
import type { ChildAudience, ChildLoss } from '../../spandsp/child-handle.ts';
import type { ParentMessage } from '../../spandsp/child-message.ts';
import { BEAT_EVERY_MS } from '../../spandsp/child-message.ts';
import type { DownMessage, PacketRecord, UpMessage } from './message-batch.ts';
import { BatchWriter, readBatch } from './message-batch.ts';
import { SlipHistogram } from './slip-histogram.ts';
import { workerFile } from './worker-file.ts';

/** Missed in a row, it is a hang. Counted, not timed: a busy parent must not kill a sound thread. */
const MAX_MISSED_BEATS = 12;
/** On the way to a thread that does not read: beyond it packets count as lost, and redundancy has its chance. */
const MAX_UNREAD_BYTES = 8 * 1024 * 1024;
/** A thread needs some 10 MB and each call well under one, a page of dots being made included. */
const MAX_OLD_SPACE_MB = 1024;

/** One thread and the calls in it. */
export class OwnThread {
  readonly slip = new SlipHistogram();
  readonly #worker: Worker;
  readonly #out = new BatchWriter<DownMessage>();
  readonly #audiences = new Map<number, ChildAudience>();
  readonly #pulse: NodeJS.Timeout;
  #lastCall = 0;
  #missedBeats = 0;
  #unreadBytes = 0;
  #isReady = false;
  #isPosting = false;
  #loss: ChildLoss | undefined;
  readonly ready: Promise<void>;
  readonly gone: Promise<void>;

  constructor(file = workerFile()) {
    this.#worker = new Worker(file, { workerData: { slip: this.slip.memory }, env: {}, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: MAX_OLD_SPACE_MB } });
    this.gone = new Promise((resolve) => this.#worker.once('exit', () => resolve()));
    this.ready = new Promise((resolve, reject) => {
      this.#worker.once('message', () => resolve());
      this.#worker.once('error', reject);
      this.#worker.once('exit', () => reject(new Error('the thread ended')));
    });
    this.ready.catch(() => undefined);
    this.#worker.on('message', (batch: Uint8Array) => this.#hear(batch));
    this.#worker.on('error', (error) => this.#lose({ cause: 'crashed', detail: error.message }));
    this.#worker.once('exit', (code) => this.#lose({ cause: 'crashed', detail: `exit ${code}` }));
    this.#pulse = setInterval(() => this.#beat(), BEAT_EVERY_MS);
    this.#pulse.unref();
  }

  get isLost(): boolean {
    return this.#loss !== undefined;
  }

  get calls(): number {
    return this.#audiences.size;
  }

  /** A place for one call. */
  seat(): RemoteSide {
    this.#lastCall = (this.#lastCall + 1) >>> 0;
    const call = this.#lastCall;
    return {
      attend: (audience) => this.#attend(call, audience),
      tell: (message) => this.#tell(call, message),
      kill: () => this.#leave(call),
    };
  }

  /** Its calls end as `crashed`. */
  async terminate(): Promise<void> {
    this.#lose({ cause: 'crashed', detail: 'the thread was ended' });
    await this.#worker.terminate();
  }

  #attend(call: number, audience: ChildAudience): void {
    if (this.#loss) audience.lost(this.#loss);
    else this.#audiences.set(call, audience);
  }

  #leave(call: number): void {
    if (this.#audiences.delete(call)) this.#write(() => this.#out.message(call, { type: 'drop' }));
  }

  #tell(call: number, message: ParentMessage): void {
    if (message.type !== 'packet') return this.#write(() => this.#out.message(call, message));
    if (this.#unreadBytes > MAX_UNREAD_BYTES) return;
    this.#write(() => this.#out.packet(call, { ifp: message.ifp, number: message.sequence }));
  }

  /** What is told within one turn of the event loop goes in one batch. */
  #write(record: () => void): void {
    if (this.#loss) return;
    record();
    if (this.#isPosting) return;
    this.#isPosting = true;
    setImmediate(() => this.#post());
  }

  #post(): void {
    this.#isPosting = false;
    if (this.#loss) return;
    const batch = this.#out.take();
    this.#unreadBytes += batch.length;
    this.#worker.postMessage(batch, [batch.buffer]);
  }

  #beat(): void {
    if (!this.#isReady) return;
    this.#post();
    this.#missedBeats += 1;
    if (this.#missedBeats <= MAX_MISSED_BEATS) return;
    this.#lose({ cause: 'hung', detail: `no sign of life for ${MAX_MISSED_BEATS * BEAT_EVERY_MS} ms` });
    void this.#worker.terminate();
  }

  #hear(batch: Uint8Array): void {
    this.#isReady = true;
    this.#missedBeats = 0;
    this.#unreadBytes = 0;
    readBatch<UpMessage>(batch, {
      packet: (call, packet) => this.#packet(call, packet),
      message: (call, message) => this.#audiences.get(call)?.heard(message),
    });
  }

  #packet(call: number, { ifp, number: copies }: PacketRecord): void {
    this.#audiences.get(call)?.heard({ type: 'packets', packets: [{ ifp, copies }] });
  }

  #lose(loss: ChildLoss): void {
    if (this.#loss) return;
    this.#loss = loss;
    clearInterval(this.#pulse);
    const audiences = [...this.#audiences.values()];
    this.#audiences.clear();
    for (const audience of audiences) audience.lost(loss);
  }
}

import type { FaxTerminalOptions } from '../../fax-terminal.ts';
import { PARENT_STILL_AFTER_MS } from '../../spandsp/child-message.ts';
import type { OwnCall, OwnCallParts } from '../own-call.ts';
import type { DownMessage, PacketRecord, UpMessage } from './message-batch.ts';
import { BatchWriter, readBatch } from './message-batch.ts';
import type { SlipHistogram } from './slip-histogram.ts';
import { TimerWheel } from './timer-wheel.ts';

/** How often a parent that stands still is looked at. */
const REST_MS = 50;

/** Never rejects: what cannot be opened is a call that ends as it starts. */
export type OpenCall = (options: FaxTerminalOptions, parts: Pick<OwnCallParts, 'tell' | 'traces' | 'onResumed'>) => Promise<OwnCall>;

export interface CallHouseParts {
  readonly openCall: OpenCall;
  readonly slip: SlipHistogram;
  /** Wall time, ms. */
  readonly now: () => number;
  readonly post: (batch: Uint8Array<ArrayBuffer>) => void;
  /** `nextMs` may be sooner than it was. */
  readonly onChanged: () => void;
}

interface Place {
  readonly number: number;
  readonly call: OwnCall;
}

/** All calls of a thread, woken from one wheel; what they tell leaves in one batch. */
export class CallHouse {
  readonly #places = new Map<number, Place>();
  readonly #wheel: TimerWheel<Place>;
  readonly #out = new BatchWriter<UpMessage>();
  #parentHeardAtMs: number;

  constructor(private readonly parts: CallHouseParts) {
    this.#parentHeardAtMs = parts.now();
    this.#wheel = new TimerWheel(this.#parentHeardAtMs);
  }

  get size(): number {
    return this.#places.size;
  }

  /** Wall time at which to call `turn`, if there is one. */
  get nextMs(): number | undefined {
    return this.#wheel.nextMs();
  }

  /** A batch of the parent, also an empty one: it lives. */
  obey(batch: Uint8Array): void {
    this.#parentHeardAtMs = this.parts.now();
    readBatch<DownMessage>(batch, {
      packet: (call, packet) => this.#receive(call, packet),
      message: (call, message) => this.#message(call, message),
    });
    this.post();
  }

  /** Everything that is due; returns the wall time at which to call it next, if there is one. */
  turn(): number | undefined {
    const nowMs = this.parts.now();
    const isParentStill = nowMs - this.#parentHeardAtMs > PARENT_STILL_AFTER_MS;
    this.#wheel.advance(nowMs, (place) => {
      if (isParentStill) return this.#rest(place, nowMs);
      this.#act(place, (call) => call.tick(this.parts.now()));
    });
    this.post();
    return this.#wheel.nextMs();
  }

  post(): void {
    if (!this.#out.isEmpty) this.parts.post(this.#out.take());
  }

  #message(number: number, message: DownMessage): void {
    if (message.type === 'open') return void this.#open(number, message);
    const place = this.#places.get(number);
    if (place === undefined) return;
    if (message.type === 'drop') return this.#remove(place);
    this.#act(place, (call) => {
      if (message.type === 'start') call.start();
      if (message.type === 'recorded') call.recorded();
      if (message.type === 'terminate') call.terminate();
      call.tick(this.parts.now());
    });
  }

  async #open(number: number, { options, traces = false }: Extract<DownMessage, { type: 'open' }>): Promise<void> {
    const call = await this.parts.openCall(options, {
      traces,
      tell: (message) => this.#tell(number, message),
      onResumed: () => this.#resume(number),
    });
    this.#places.set(number, { number, call });
    this.#out.message(number, { type: 'opened' });
    this.post();
  }

  /** A page is on disk. */
  #resume(number: number): void {
    const place = this.#places.get(number);
    if (place) this.#reschedule(place);
    this.post();
    this.parts.onChanged();
  }

  #receive(number: number, { ifp, number: sequence }: PacketRecord): void {
    const place = this.#places.get(number);
    if (place === undefined) return;
    this.#act(place, (call) => {
      call.tick(this.parts.now());
      call.receive(ifp, sequence);
    });
  }

  #tell(number: number, message: Parameters<OwnCallParts['tell']>[0]): void {
    if (message.type !== 'packets') return this.#out.message(number, message);
    const nowMs = this.parts.now();
    for (const { ifp, copies, dueMs = nowMs } of message.packets) {
      this.parts.slip.count(Math.max(0, nowMs - dueMs));
      this.#out.packet(number, { ifp, number: copies });
    }
  }

  #reschedule(place: Place): void {
    if (place.call.isEnded) this.#remove(place);
    else this.#wheel.set(place, place.call.rest());
  }

  /** A bug that one call meets is the end of that call, not of its neighbours in the thread. */
  #act(place: Place, act: (call: OwnCall) => void): void {
    try {
      act(place.call);
      this.#reschedule(place);
    } catch (error) {
      this.#out.message(place.number, { type: 'gave-up', cause: 'crashed', detail: error instanceof Error ? error.message : String(error) });
      this.#remove(place);
    }
  }

  #remove(place: Place): void {
    this.#places.delete(place.number);
    this.#wheel.set(place, undefined);
  }

  /** What the far end said lies unread before a parent that stands still: the protocol waits for it. */
  #rest(place: Place, nowMs: number): void {
    place.call.pause();
    this.#wheel.set(place, nowMs + REST_MS);
  }
}

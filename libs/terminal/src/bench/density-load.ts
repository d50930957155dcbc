import { UdptlSession } from '@faxwire/t38';
import { join } from 'node:path';
import type { FaxTerminalOptions } from '../fax-terminal.ts';
import { openOwnCall } from '../own/open-own-call.ts';
import { SLIP_EDGES_MS, SlipHistogram } from '../own/thread/slip-histogram.ts';
import { TimerWheel } from '../own/thread/timer-wheel.ts';
import { ChildCall } from '../spandsp/child-call.ts';
import type { ChildMessage } from '../spandsp/child-message.ts';
import { SpanDspEngine, STEP_MS } from '../spandsp/engine.ts';
import { loadSpanDsp } from '../spandsp/library.ts';
import type { DensityOrder } from './density.ts';

/** Either engine's call, and the wall time at which it wants to be called next. */
interface Driven {
  readonly call: Pick<ChildCall, 'start' | 'tick' | 'receive'>;
  nextMs(): number | undefined;
}

interface Hooks {
  readonly tell: (message: ChildMessage) => void;
  /** It goes on after a page was stored. */
  readonly onResumed: () => void;
}

interface End {
  readonly driven: Driven;
  readonly udptl: UdptlSession;
  peer: End | undefined;
  dueMs: number;
  isOver: boolean;
}

const MACHINE = {
  stationId: '+4930111', maxBitRate: 14_400, v17: true, ecm: true, compressions: ['mh', 'mr', 'mmr'], resolutions: ['standard', 'fine'],
  speed: 1, gate: false, maxCallSeconds: 600, maxSilenceSeconds: 60,
} as const;

/** Calls between machines of one engine in this thread, over UDPTL without a network. Time is an argument. */
export class DensityLoad {
  readonly slip = new SlipHistogram();
  readonly #wheel: TimerWheel<End>;
  readonly #arrivals: { readonly to: End; readonly ifp: Uint8Array; readonly sequence: number }[] = [];
  readonly #library;
  #calls = 0;
  #ends = 0;
  completed = 0;
  failed = 0;

  constructor(
    private readonly order: DensityOrder,
    private readonly now: () => number,
  ) {
    this.#wheel = new TimerWheel(now());
    this.#library = order.engine === 'spandsp' ? loadSpanDsp() : undefined;
  }

  get ends(): number {
    return this.#ends;
  }

  async addCall(): Promise<void> {
    this.#calls += 1;
    // Received pages are written over and over: the disk is not what is measured.
    const receive = { tiffPath: join(this.order.folder, `received-${this.#calls % 64}-${this.order.engine}.tif`) };
    const answerer = await this.#open({ ...MACHINE, role: 'answer', receive });
    const caller = await this.#open({ ...MACHINE, role: 'originate', transmit: { tiffPath: this.order.tiffPath, firstPage: 0 } });
    [answerer.peer, caller.peer] = [caller, answerer];
    for (const end of [answerer, caller]) {
      this.#ends += 1;
      end.driven.call.start();
      this.#tick(end);
    }
  }

  /** Everything that is due; returns when to be called next. */
  turn(): number {
    const nowMs = this.now();
    this.#wheel.advance(nowMs, (end) => this.#tick(end));
    this.#deliver();
    return this.#wheel.nextMs() ?? nowMs + STEP_MS;
  }

  #tick(end: End): void {
    if (end.isOver) return;
    end.driven.call.tick(this.now());
    this.#schedule(end);
  }

  #schedule(end: End): void {
    const nextMs = end.isOver ? undefined : end.driven.nextMs();
    end.dueMs = nextMs ?? Infinity;
    this.#wheel.set(end, nextMs);
  }

  #deliver(): void {
    for (let arrival = this.#arrivals.shift(); arrival; arrival = this.#arrivals.shift()) {
      const { to, ifp, sequence } = arrival;
      if (to.isOver) continue;
      if (this.order.engine === 'faxwire') to.driven.call.tick(this.now());
      to.driven.call.receive(ifp, sequence);
      if (this.order.engine === 'faxwire') this.#schedule(to);
    }
  }

  async #open(options: FaxTerminalOptions): Promise<End> {
    const tell = (message: ChildMessage): void => this.#heed(end, message);
    const onResumed = (): void => this.#schedule(end);
    const end: End = { driven: await this.#drive(options, { tell, onResumed }), udptl: new UdptlSession(), peer: undefined, dueMs: this.now(), isOver: false };
    return end;
  }

  async #drive(options: FaxTerminalOptions, parts: Hooks): Promise<Driven> {
    if (this.#library === undefined) {
      const call = await openOwnCall(options, parts);
      return { call, nextMs: () => call.rest() };
    }
    let dueMs = this.now();
    return { call: new ChildCall(new SpanDspEngine(this.#library, options), options, parts.tell), nextMs: () => (dueMs += STEP_MS) };
  }

  #heed(end: End, message: ChildMessage): void {
    if (message.type === 'result' || message.type === 'gave-up') return this.#over(end, message);
    if (message.type !== 'packets') return;
    const nowMs = this.now();
    for (const { ifp, copies, dueMs = end.dueMs } of message.packets) {
      this.slip.count(Math.max(0, nowMs - dueMs));
      for (const datagram of end.udptl.send(ifp, copies)) this.#carry(end.peer, datagram);
    }
  }

  #carry(to: End | undefined, datagram: Uint8Array): void {
    if (to === undefined || to.isOver) return;
    for (const { bytes, seq } of to.udptl.receive(datagram).ifps) this.#arrivals.push({ to, ifp: bytes, sequence: seq });
  }

  #over(end: End, message: Extract<ChildMessage, { type: 'result' | 'gave-up' }>): void {
    end.isOver = true;
    this.#ends -= 1;
    if (message.type === 'result' && message.result.documentConfirmed) this.completed += 1;
    else this.failed += 1;
  }
}

export const NO_SLIP: readonly number[] = SLIP_EDGES_MS.map(() => 0);

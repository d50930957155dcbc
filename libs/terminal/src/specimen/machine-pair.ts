import type { DeliveredIfp } from '@faxwire/t38';
import type { FaxTerminalOptions, TerminalFact, TerminalResult } from '../fax-terminal.ts';
import type { LineFigures } from '../line-figures.ts';
import { ChildCall } from '../spandsp/child-call.ts';
import type { ChildMessage, ChildPacket } from '../spandsp/child-message.ts';
import { SpanDspEngine } from '../spandsp/engine.ts';
import type { SpanDspLibrary } from '../spandsp/library.ts';
import type { RoughLineOptions } from './rough-line.ts';
import { RoughLine } from './rough-line.ts';

/** For specs: real time would be 20 ms here too; this one is counted. */
const TICK_MS = 20;
const MAX_TICKS = 50_000;

export const ORDINARY: Omit<FaxTerminalOptions, 'role'> = {
  stationId: '+4930111',
  maxBitRate: 14_400,
  v17: true,
  ecm: true,
  compressions: ['mh', 'mr', 'mmr'],
  resolutions: ['standard', 'fine'],
  speed: 1,
  gate: false,
  maxCallSeconds: 600,
  maxSilenceSeconds: 60,
};

export type Ending = TerminalResult | Extract<ChildMessage, { type: 'gave-up' }>;

/** A call of either engine. */
export type MachineCall = Pick<ChildCall, 'start' | 'tick' | 'receive' | 'recorded' | 'terminate'>;
export type OpenMachineCall = (options: FaxTerminalOptions, tell: (message: ChildMessage) => void) => MachineCall;

export function spanDspCalls(library: SpanDspLibrary): OpenMachineCall {
  return (options, tell) => new ChildCall(new SpanDspEngine(library, options), options, tell);
}

/** One of two machines in this process: its call, and what it told. */
export class Machine {
  readonly facts: TerminalFact[] = [];
  readonly sent: Uint8Array[] = [];
  ending: Ending | undefined;
  figures: LineFigures | undefined;
  hungUp = false;
  /** Ticks until a fact is recorded. */
  recordingTicks = 1;
  /** Called with each fact as it is told. */
  onFact: (fact: TerminalFact) => void = () => undefined;
  readonly call: MachineCall;
  #unheard: ChildPacket[] = [];
  #recordIn: number[] = [];

  constructor(
    open: OpenMachineCall,
    private readonly options: FaxTerminalOptions,
  ) {
    this.call = open(options, (message) => this.#heed(message));
  }

  get recording(): boolean {
    return this.#recordIn.length > 0;
  }

  tick(nowMs: number): void {
    this.#recordIn = this.#recordIn.map((ticks) => ticks - 1);
    while (this.#recordIn.length > 0 && (this.#recordIn[0] ?? 0) <= 0) {
      this.#recordIn.shift();
      this.call.recorded();
    }
    this.call.tick(nowMs);
  }

  /** What it sent since last asked. */
  take(): ChildPacket[] {
    return this.#unheard.splice(0);
  }

  hear(packets: readonly DeliveredIfp[]): void {
    for (const packet of packets) this.call.receive(packet.bytes, packet.seq);
  }

  #heed(message: ChildMessage): void {
    if (message.type === 'packets') this.#emit(message.packets);
    if (message.type === 'fact') this.#tell(message.fact);
    if (message.type === 'hang-up') this.hungUp = true;
    if (message.type === 'figures') this.figures = message.figures;
    if (message.type === 'result') this.ending = message.result;
    if (message.type === 'gave-up') this.ending = message;
  }

  #emit(packets: readonly ChildPacket[]): void {
    this.sent.push(...packets.map((packet) => packet.ifp));
    this.#unheard.push(...packets);
  }

  #tell(fact: TerminalFact): void {
    this.facts.push(fact);
    if (this.options.gate) this.#recordIn.push(this.recordingTicks);
    this.onFact(fact);
  }
}

export interface LineOptions extends RoughLineOptions {
  readonly beforeTick?: (nowMs: number) => void;
}

/** Two machines on a line, a perfect one unless told otherwise; a hang-up ends both ends as SIP would. */
export function runCall(caller: Machine, answerer: Machine, line: LineOptions = {}): void {
  const { seed = 1 } = line;
  const [there, back] = [new RoughLine(line), new RoughLine({ ...line, seed: seed + 1_000_003 })];
  caller.call.start();
  answerer.call.start();
  for (let tick = 0; tick < MAX_TICKS; tick += 1) {
    if (caller.ending && answerer.ending) return;
    const nowMs = tick * TICK_MS;
    line.beforeTick?.(nowMs);
    caller.tick(nowMs);
    answerer.tick(nowMs);
    there.send(caller.take(), nowMs);
    back.send(answerer.take(), nowMs);
    answerer.hear(there.arrivals(nowMs));
    caller.hear(back.arrivals(nowMs));
    if (caller.hungUp || answerer.hungUp) for (const machine of [caller, answerer]) machine.call.terminate();
  }
  throw new Error('the call has no end');
}

import type { T30Fact, T30Options } from '@faxwire/t30';
import { T30Call } from '@faxwire/t30';
import type { TerminalOutput } from '../terminal/t38-terminal.ts';
import { T38Terminal } from '../terminal/t38-terminal.ts';

/** One packet as it arrived at a machine. */
export interface HeardPacket {
  readonly atMs: number;
  readonly ifp: Uint8Array;
}

/** What each of two machines heard in a call that went well. */
export interface RecordedCall {
  readonly sender: readonly HeardPacket[];
  readonly receiver: readonly HeardPacket[];
}

const MAX_STEPS = 100_000;
const CAPABILITIES = {
  maxBitRate: 14_400, modems: ['v27ter', 'v29', 'v17'], compressions: ['mh', 'mr', 'mmr'],
  resolutions: ['standard', 'fine'], widthsPx: [1728], subAddressing: true, t38: true,
} as const;
const ROWS = 24;

/** The options of either end, for a document of two short pages. */
export function endsOf(ecm: boolean): { readonly sender: T30Options; readonly receiver: T30Options } {
  const octets = Uint8Array.from({ length: 216 * ROWS }, (_, i) => (i % 7 === 0 ? 0x3c : 0));
  const document = { pageCount: 2, page: () => ({ raster: { widthPx: 1728, octets }, resolution: 'standard' as const }) };
  const capabilities = { ...CAPABILITIES, ecm };
  return {
    sender: { role: 'originate', stationId: '+1', capabilities, transmit: { document, firstPage: 0 }, subAddress: '123', password: '456' },
    receiver: { role: 'answer', stationId: '+2', capabilities, receive: true },
  };
}

/** Two machines in simulated time, without a line between them. */
export function recordCall(ecm: boolean): RecordedCall {
  const ends = endsOf(ecm);
  const machines = { sender: new T38Terminal<T30Fact>(new T30Call(ends.sender)), receiver: new T38Terminal<T30Fact>(new T30Call(ends.receiver)) };
  const heard = { sender: [] as HeardPacket[], receiver: [] as HeardPacket[] };
  const carry = (outputs: readonly TerminalOutput<T30Fact>[], to: 'sender' | 'receiver', nowMs: number): void => {
    for (const output of outputs) {
      if (output.type !== 'packet') continue;
      heard[to].push({ atMs: nowMs, ifp: output.ifp });
      carry(machines[to].receive(output.ifp, heard[to].length - 1, nowMs), to === 'sender' ? 'receiver' : 'sender', nowMs);
    }
  };
  carry(machines.receiver.start(0), 'sender', 0);
  carry(machines.sender.start(0), 'receiver', 0);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const nowMs = Math.min(machines.sender.nextDueMs ?? Infinity, machines.receiver.nextDueMs ?? Infinity);
    if (nowMs === Infinity) return heard;
    carry(machines.sender.advance(nowMs), 'receiver', nowMs);
    carry(machines.receiver.advance(nowMs), 'sender', nowMs);
  }
  throw new Error('the call has no end');
}

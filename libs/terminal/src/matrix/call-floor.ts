import { decodeIfp } from '@faxwire/t38';
import type { OpenMachineCall } from '../specimen/machine-pair.ts';
import type { Cell } from './dimensions.ts';

/** SpanDSP's limits are families of modems: to a rate within one it comes by a training check that fails at the best of the family. */
const WAYS: Readonly<Record<number, { readonly maxBitRate: number; readonly failures: number }>> = {
  14_400: { maxBitRate: 14_400, failures: 0 },
  12_000: { maxBitRate: 14_400, failures: 1 },
  9600: { maxBitRate: 9600, failures: 0 },
  7200: { maxBitRate: 9600, failures: 1 },
  4800: { maxBitRate: 4800, failures: 0 },
  2400: { maxBitRate: 4800, failures: 1 },
};

/** What SpanDSP needs with SpanDSP for the same pages at one rate. */
export interface CallFloor {
  readonly seconds: number;
  /** Of it, one round of DCS, training check and FTT. */
  readonly roundSeconds: number;
}

export interface FloorCall {
  readonly cell: Cell;
  /** Training checks that the receiver is made to find bad. */
  readonly failures: number;
  /** Called when the sender begins to say a command. */
  readonly onCommand: (atMs: number) => void;
}

/** @param call runs SpanDSP with SpanDSP and returns its protocol seconds */
export async function callFloor(cell: Cell, bitRate: number, call: (how: FloorCall) => Promise<number>): Promise<CallFloor> {
  const way = WAYS[bitRate];
  if (way === undefined) throw new Error(`no way to ${bitRate} bit/s`);
  const commands: number[] = [];
  const perfect: Cell = { ...cell, ...way, machines: 'own-own', loss: 0, reorder: 0, duplicate: 0, errorCorrection: 'redundancy', burst: 1 };
  const seconds = await call({ cell: perfect, failures: way.failures, onCommand: (atMs) => commands.push(atMs) });
  // A machine that is polled says who it is before its first DCS.
  const first = cell.sender === 'caller' ? 0 : 1;
  const roundSeconds = way.failures === 0 ? 0 : ((commands[first + 1] ?? 0) - (commands[first] ?? 0)) / 1000;
  return { seconds: seconds - roundSeconds, roundSeconds };
}

/** Notes the times at which a machine begins to say a command. */
export function noting(open: OpenMachineCall, onCommand: (atMs: number) => void): OpenMachineCall {
  return (options, tell) => {
    let clockMs = 0;
    const call = open(options, (message) => {
      const begins = message.type === 'packets' && message.packets.some(({ ifp }) => isPreamble(ifp));
      if (begins) onCommand(clockMs);
      tell(message);
    });
    return {
      start: () => call.start(),
      receive: (ifp, sequence) => call.receive(ifp, sequence),
      recorded: () => call.recorded(),
      terminate: () => call.terminate(),
      tick: (nowMs) => {
        clockMs = nowMs;
        call.tick(nowMs);
      },
    };
  };
}

function isPreamble(ifp: Uint8Array): boolean {
  const decoding = decodeIfp(ifp);
  return decoding.ok && decoding.ifp.kind === 'indicator' && decoding.ifp.indicator === 'v21-preamble';
}

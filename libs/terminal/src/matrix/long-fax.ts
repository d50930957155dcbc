import { pageOf } from '../bench/call-time.ts';
import type { Cell } from './dimensions.ts';
import { CellRunner } from './run-cell.ts';

export const LONG_FAX_PAGES = 30;
const CELL: Omit<Cell, 'machines' | 'loss' | 'burst'> = {
  sender: 'caller', ecm: true, maxBitRate: 14_400, resolution: 'fine', compression: 'mmr', pages: LONG_FAX_PAGES, reorder: 0.02, duplicate: 0.02, errorCorrection: 'redundancy',
};

export interface LongFax {
  readonly machines: Cell['machines'];
  readonly burst: number;
  readonly pagesConfirmed: number;
  readonly problem: string | undefined;
  readonly seconds: number;
  /** The same on a line that loses nothing. */
  readonly lossFreeSeconds: number;
}

/** Thirty A4 pages of text at fine resolution, on a line that loses one datagram in ten. */
export async function longFaxes(machines: readonly Cell['machines'][], bursts: readonly number[]): Promise<LongFax[]> {
  const page = pageOf('text');
  const runner = await CellRunner.open(({ pages }) => ({ pageCount: pages, page: () => page }));
  try {
    return await Promise.all(machines.flatMap((who) => bursts.map((burst) => longFax(runner, who, burst))));
  } finally {
    await runner.close();
  }
}

async function longFax(runner: CellRunner, machines: Cell['machines'], burst: number): Promise<LongFax> {
  const { problem, pagesConfirmed, protocolSeconds } = await runner.run({ ...CELL, machines, loss: 0.1, burst }, burst);
  const { protocolSeconds: lossFreeSeconds } = await runner.run({ ...CELL, machines, loss: 0, burst: 1 }, 1);
  return { machines, burst, pagesConfirmed, problem, seconds: protocolSeconds, lossFreeSeconds };
}

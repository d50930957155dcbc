import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { slipQuantileMs } from '../own/thread/slip-histogram.ts';
import type { DensityOrder, DensityWindow } from './density.ts';

export interface Density {
  /** Ends of calls that one thread carried with 99.9 % of the packets of two seconds late by less than was asked for. */
  readonly ends: number;
  readonly slipP999Ms: number;
  /** Seconds of processor time in a second at that load. */
  readonly cores: number;
  /** The share of the time that other programs had its core; it is not counted as slip. */
  readonly stolen: number;
  readonly completed: number;
  readonly failed: number;
}

/** In a row; one is a disturbance from outside. */
const LATE_WINDOWS = 3;

/** Adds calls to a thread until their packets leave late, or there are as many as asked for. */
export function measureDensity(order: DensityOrder, mostSeconds: number): Promise<Density> {
  const worker = new Worker(fileURLToPath(new URL('./density-worker.js', import.meta.url)), { workerData: order });
  return new Promise<Density>((resolve, reject) => {
    let [best, late]: [Density, number] = [{ ends: 0, slipP999Ms: 0, cores: 0, stolen: 0, completed: 0, failed: 0 }, 0];
    const finish = (): void => {
      clearTimeout(timer);
      void worker.terminate().then(() => resolve(best));
    };
    const timer = setTimeout(finish, mostSeconds * 1000);
    worker.once('error', reject);
    worker.on('message', ({ ends, slip, cores, stolen, completed, failed }: DensityWindow) => {
      const slipP999Ms = slipQuantileMs(slip, 0.999);
      const sums = { completed: best.completed + completed, failed: best.failed + failed };
      late = slipP999Ms > order.mostSlipMs ? late + 1 : 0;
      best = late === 0 && ends > best.ends ? { ends, slipP999Ms, cores, stolen, ...sums } : { ...best, ...sums };
      if (late >= LATE_WINDOWS) finish();
    });
  });
}

import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import type { DensityOrder, DensityWindow } from './density.ts';
import { WINDOW_MS } from './density.ts';
import { DensityLoad, NO_SLIP } from './density-load.ts';
import { OwnCoreClock } from './own-core-clock.ts';
import { COALESCE_MS } from '../own/thread/worker-data.ts';

/* More and more calls in one thread, and every two seconds how they do. Its owner ends it. */

const order = workerData as DensityOrder;
const clock = new OwnCoreClock({ wallMs: () => performance.now(), cpuMs });
const load = new DensityLoad(order, () => clock.now());
let before = { slip: NO_SLIP, completed: 0, failed: 0, cpuMs: cpuMs(), atMs: performance.now(), stolenMs: 0 };

/** Of the process, which does nothing else. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function turn(): void {
  const nextMs = load.turn();
  const restMs = Math.max(COALESCE_MS, nextMs - clock.now());
  const dueMs = clock.now() + restMs;
  setTimeout(() => {
    clock.wake(dueMs);
    turn();
  }, restMs);
}

function look(): void {
  const { counts } = load.slip;
  const { completed, failed } = load;
  const used = { cpuMs: cpuMs(), atMs: performance.now(), stolenMs: clock.stolenMs };
  const window: DensityWindow = {
    ends: load.ends,
    slip: counts.map((count, i) => count - (before.slip[i] ?? 0)),
    cores: (used.cpuMs - before.cpuMs) / (used.atMs - before.atMs),
    stolen: (used.stolenMs - before.stolenMs) / (used.atMs - before.atMs),
    completed: completed - before.completed,
    failed: failed - before.failed,
  };
  before = { slip: counts, completed, failed, ...used };
  parentPort?.postMessage(window);
}

turn();
setInterval(() => load.ends < 2 * order.mostCalls && void load.addCall(), 1000 / order.callsPerSecond);
setInterval(look, WINDOW_MS);

import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { BEAT_EVERY_MS } from '../../spandsp/child-message.ts';
import { openOwnCall } from '../open-own-call.ts';
import { CallHouse } from './call-house.ts';
import { SlipHistogram } from './slip-histogram.ts';
import type { WorkerData } from './worker-data.ts';
import { COALESCE_MS } from './worker-data.ts';

/* A thread that speaks T.30 for many calls. It ends with its process, or when its parent says so. */

const { slip } = workerData as WorkerData;
let timer: NodeJS.Timeout | undefined;
let wakeAtMs = Infinity;

const house: CallHouse = new CallHouse({
  openCall: openOwnCall,
  slip: new SlipHistogram(slip),
  now: () => performance.now(),
  post: (batch) => parentPort?.postMessage(batch, [batch.buffer]),
  onChanged: () => sleep(house.nextMs),
});

/** One timer for all calls; what is due within a few milliseconds of each other leaves together. */
function sleep(nextMs: number | undefined): void {
  if (nextMs === undefined || nextMs >= wakeAtMs) return;
  clearTimeout(timer);
  wakeAtMs = nextMs;
  timer = setTimeout(turn, Math.max(COALESCE_MS, nextMs - performance.now()));
}

function turn(): void {
  wakeAtMs = Infinity;
  sleep(house.turn());
}

parentPort?.on('message', (batch: Uint8Array) => {
  house.obey(batch);
  sleep(house.nextMs);
});
setInterval(() => parentPort?.postMessage(new Uint8Array(0)), BEAT_EVERY_MS);
parentPort?.postMessage(new Uint8Array(0));

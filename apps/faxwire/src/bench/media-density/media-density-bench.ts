import { mkdir } from 'node:fs/promises';
import { callSeconds, measureDensity, PAGE_KINDS, writePageOf } from '@faxwire/terminal/bench';
import { withBenchFolder } from '../bench-house.ts';

/** Forty calls have eighty ends; a call of a page of text takes a minute, so that a thread has 4,800 within one. */
const CALLS_PER_SECOND = Number(process.env.FAXWIRE_BENCH_CALLS_PER_SECOND ?? 40);
const MOST_CALLS = Number(process.env.FAXWIRE_BENCH_MOST_CALLS ?? 3000);
const MOST_SECONDS = Number(process.env.FAXWIRE_BENCH_SECONDS ?? 120);
const MOST_SLIP_MS = Number(process.env.FAXWIRE_BENCH_SLIP_MS ?? 40);
const ENGINES = ['faxwire', 'spandsp'] as const;

/** Ends of calls that one thread carries in real time, our own engine and SpanDSP; and how long a call takes with either. */
export function mediaDensityBench(): Promise<string> {
  return withBenchFolder(async ({ dataDir }) => {
    await mkdir(dataDir, { recursive: true });
    const times: string[] = [];
    for (const kind of PAGE_KINDS) {
      const { ours, spanDsp } = await callSeconds(kind, dataDir);
      times.push(`${kind} ${ours.toFixed(1)} s against ${spanDsp.toFixed(1)} s`);
    }
    const tiffPath = await writePageOf('text', dataDir);
    const densities: string[] = [];
    for (const engine of ENGINES) {
      const { ends, slipP999Ms, cores, stolen, completed, failed } = await measureDensity({ engine, tiffPath, folder: dataDir, callsPerSecond: CALLS_PER_SECOND, mostCalls: MOST_CALLS, mostSlipMs: MOST_SLIP_MS }, MOST_SECONDS);
      densities.push(`${engine} ${ends} (p99.9 of the slip up to ${slipP999Ms} ms, ${cores.toFixed(2)} of a core, others had ${(stolen * 100).toFixed(0)} % of the time, ${completed} ends well, ${failed} not)`);
    }
    return `ends of calls in one thread: ${densities.join('; ')}. A call with one page, ours against SpanDSP: ${times.join(', ')}`;
  });
}

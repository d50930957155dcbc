import { setTimeout as sleep } from 'node:timers/promises';
import { ClosingStack, type Foundation } from '@faxwire/runtime';
import { claimedGround, openBare, openOurs } from '../accept/accept-bench.ts';
import type { Target } from '../accept/upload.ts';
import type { LoadResult } from '../accept/upload-client.ts';
import { withBenchFolder } from '../bench-house.ts';
import { BenchProcess } from '../bench-process.ts';
import { inTurns, median } from '../statistics.ts';
import type { MultipartAnswer } from './bare-multipart.ts';
import type { CrowdResult } from './crowd-client.ts';

const DOCUMENT_BYTES = 100_000;
const CONNECTIONS = 8;
const ROUNDS = 5;
const ROUND_MS = 3_000;
const WARM_UP_MS = 2_000;
const LARGE_BYTES = 20_000_000;
const CROWD = 200;
const SAMPLE_MS = 50;
const MIB = 1_024 * 1_024;

/** Uploads of a scanned page's size in a second, and what the process holds while two hundred large ones come in at once. */
export function uploadBench(): Promise<string> {
  return withBenchFolder(async (configuration) => {
    const closing = new ClosingStack((error) => process.stderr.write(`${String(error)}\n`));
    try {
      const base = await claimedGround(configuration, closing);
      const ours = await openOurs(base);
      return `${await rates(base, ours)}; ${await memory(base, ours)}`;
    } finally {
      await closing.close();
    }
  });
}

async function rates(base: Foundation, ours: Target): Promise<string> {
  const [stored, parsed] = [await openBare(base), await openMultipart(base)];
  const client = new BenchProcess(new URL('../accept/upload-client.js', import.meta.url));
  base.closing.defer('client', () => client.end());
  const rateOf = async (target: Target, durationMs: number): Promise<number> => {
    const { accepted, refused, seconds } = await client.ask<LoadResult>({ target, connections: CONNECTIONS, durationMs, bytes: DOCUMENT_BYTES });
    if (refused > 0) throw new Error(`${refused} uploads were refused.`);
    return accepted / seconds;
  };
  const contest = (ms: number) => ({ ours: () => rateOf(ours, ms), stored: () => rateOf(stored, ms), parsed: () => rateOf(parsed, ms) });
  await inTurns(1, contest(WARM_UP_MS));
  const measured = await inTurns(ROUNDS, contest(ROUND_MS));
  const ratio = (to: 'stored' | 'parsed') => median(measured.ours.map((rate, round) => rate / (measured[to][round] ?? Number.NaN))).toFixed(2);
  return (
    `${median(measured.ours).toFixed(0)} uploads of 100 kB/s against ${median(measured.parsed).toFixed(0)} for bare @fastify/multipart that stores nothing (ratio ${ratio('parsed')}) `
    + `and ${median(measured.stored).toFixed(0)} with file + INSERT (ratio ${ratio('stored')})`
  );
}

async function openMultipart({ closing }: Foundation): Promise<Target> {
  const server = new BenchProcess(new URL('./bare-multipart.js', import.meta.url));
  closing.defer('bare multipart', () => server.end());
  const { port } = await server.ask<MultipartAnswer>({});
  return { host: '127.0.0.1', port, apiKey: 'none' };
}

async function memory(base: Foundation, target: Target): Promise<string> {
  const client = new BenchProcess(new URL('./crowd-client.js', import.meta.url));
  base.closing.defer('crowd', () => client.end());
  const resting = process.memoryUsage.rss();
  let [peak, done] = [resting, false];
  const crowd = client.ask<CrowdResult>({ target, uploads: CROWD, bytes: LARGE_BYTES }).finally(() => (done = true));
  while (!done) {
    peak = Math.max(peak, process.memoryUsage.rss());
    await sleep(SAMPLE_MS);
  }
  const { statuses, seconds } = await crowd;
  const answers = Object.entries(statuses).map(([status, count]) => `${count} x ${status}`).join(', ');
  return `${CROWD} uploads of 20 MB at once in ${seconds.toFixed(0)} s (${answers}): ${(resting / MIB).toFixed(0)} MiB before, ${(peak / MIB).toFixed(0)} MiB at most`;
}

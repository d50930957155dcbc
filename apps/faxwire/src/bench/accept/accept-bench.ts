import { join } from 'node:path';
import { DocumentRenderer } from '@faxwire/documents';
import { openApi } from '@faxwire/api-app';
import type { Configuration } from '@faxwire/platform';
import { ClosingStack, type Foundation } from '@faxwire/runtime';
import { claimDataFolder } from '../../data-folder.ts';
import { openGround } from '../../house.ts';
import { withBenchFolder } from '../bench-house.ts';
import { BenchProcess } from '../bench-process.ts';
import { inTurns, median } from '../statistics.ts';
import type { BareAnswer } from './bare-server.ts';
import type { Target } from './upload.ts';
import type { LoadResult } from './upload-client.ts';

const ROUNDS = 5;
const ROUND_MS = 3_000;
const WARM_UP_MS = 2_000;
const CONNECTIONS = 16;

/** Faxes accepted in a second (encrypted, synced, in the log), against the least that could take them in. */
export function acceptBench(): Promise<string> {
  return withBenchFolder(async (configuration) => {
    const closing = new ClosingStack((error) => process.stderr.write(`${String(error)}\n`));
    try {
      return await measure(await claimedGround(configuration, closing));
    } finally {
      await closing.close();
    }
  });
}

export async function claimedGround(configuration: Configuration, closing: ClosingStack): Promise<Foundation> {
  const folder = await claimDataFolder(configuration.dataDir);
  closing.defer('data folder', () => folder.release());
  return openGround(configuration, folder.path, closing);
}

async function measure(base: Foundation): Promise<string> {
  const [ours, bare] = [await openOurs(base), await openBare(base)];
  const client = new BenchProcess(new URL('./upload-client.js', import.meta.url));
  base.closing.defer('client', () => client.end());
  const rateOf = async (target: Target, durationMs: number): Promise<number> => {
    const { accepted, refused, seconds } = await client.ask<LoadResult>({ target, connections: CONNECTIONS, durationMs });
    if (refused > 0) throw new Error(`${refused} faxes were refused.`);
    return accepted / seconds;
  };
  const keyed = { ...ours, idempotent: true };
  const contest = (ms: number) => ({ ours: () => rateOf(ours, ms), keyed: () => rateOf(keyed, ms), bare: () => rateOf(bare, ms) });
  await inTurns(1, contest(WARM_UP_MS));
  return describe(await inTurns(ROUNDS, contest(ROUND_MS)));
}

function describe({ ours, keyed, bare }: Readonly<Record<'ours' | 'keyed' | 'bare', readonly number[]>>): string {
  const ratio = (rates: readonly number[]) => median(rates.map((rate, round) => rate / (bare[round] ?? Number.NaN))).toFixed(2);
  return (
    `${median(ours).toFixed(0)} requests/s against ${median(bare).toFixed(0)} for bare Fastify + file + INSERT, ratio ${ratio(ours)}; ` +
    `with an Idempotency-Key ${median(keyed).toFixed(0)}, ratio ${ratio(keyed)} (medians of ${ROUNDS} rounds, ${CONNECTIONS} connections)`
  );
}

export async function openOurs(base: Foundation): Promise<Target> {
  // Nobody drives what is accepted here: rendering and dialling would be measured too.
  const { processes, timeoutMs } = base.configuration.render;
  const renderer = new DocumentRenderer({ concurrency: processes, wallClockMs: timeoutMs });
  base.closing.defer('renderer', () => renderer.close());
  const url = new URL(await openApi(base, { renderer }));
  const { id } = await base.tenants.createTenant({ name: 'Bench' });
  const { key: apiKey } = await base.apiKeys.createKey(id, 'test', 'bench');
  return { host: url.hostname, port: Number(url.port), apiKey };
}

export async function openBare({ dataDir, closing, database, configuration }: Foundation): Promise<Target> {
  const server = new BenchProcess(new URL('./bare-server.js', import.meta.url));
  closing.defer('bare server', () => server.end());
  const order = { databaseUrl: database.url, poolSize: configuration.database.poolSize, folder: join(dataDir, 'bare') };
  const { port } = await server.ask<BareAnswer>(order);
  return { host: '127.0.0.1', port, apiKey: 'none' };
}

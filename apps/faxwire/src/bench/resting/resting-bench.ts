import { setTimeout as sleep } from 'node:timers/promises';
import type { Configuration } from '@faxwire/platform';
import { ClosingStack } from '@faxwire/runtime';
import { claimDataFolder } from '../../data-folder.ts';
import { openGround, openHouse, type House } from '../../house.ts';
import { withBenchFolder } from '../bench-house.ts';
import { transactions } from '../transactions.ts';
import { fillWithRestingFaxes } from './resting-faxes.ts';

const SIZES = [1_000, 100_000] as const;
/** Two rounds of the sweeper. */
const WATCHED_MS = 35_000;
const SETTLE_MS = 5_000;

interface Cost {
  readonly faxes: number;
  readonly heapBytes: number;
  readonly statementsPerSecond: number;
  readonly cpuShare: number;
}

/** What faxes cost that wait for their next attempt, in a house that does nothing else: memory, transactions, processor. */
export function restingBench(): Promise<string> {
  return withBenchFolder(async (configuration) => {
    const costs: Cost[] = [];
    for (const faxes of SIZES) costs.push(await costOf(configuration, faxes));
    return costs.map(describe).join('; ');
  }, { FAXWIRE_SANDBOX_ENABLED: 'false', FAXWIRE_TRUNKS: '[{ name: bench, host: 127.0.0.1, callerNumber: "+12025550100" }]' });
}

async function costOf(configuration: Configuration, faxes: number): Promise<Cost> {
  await fill(configuration, faxes);
  const house = await openHouse(configuration);
  try {
    await sleep(SETTLE_MS);
    return await watched(house, faxes);
  } finally {
    await house.close(0);
  }
}

async function fill(configuration: Configuration, faxes: number): Promise<void> {
  const closing = new ClosingStack((error) => process.stderr.write(`${String(error)}\n`));
  try {
    const folder = await claimDataFolder(configuration.dataDir);
    closing.defer('data folder', () => folder.release());
    const { database } = await openGround(configuration, folder.path, closing);
    await fillWithRestingFaxes(database.url, faxes);
  } finally {
    await closing.close();
  }
}

async function watched({ base: { database } }: House, faxes: number): Promise<Cost> {
  const cpuBefore = process.cpuUsage();
  const before = await transactions(database);
  await sleep(WATCHED_MS);
  const after = await transactions(database);
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    faxes,
    heapBytes: process.memoryUsage().heapUsed,
    statementsPerSecond: (after - before) / (WATCHED_MS / 1_000),
    cpuShare: (user + system) / 1_000 / WATCHED_MS,
  };
}

function describe({ faxes, heapBytes, statementsPerSecond, cpuShare }: Cost): string {
  const figures = [`heap ${(heapBytes / 1_048_576).toFixed(0)} MiB`, `${statementsPerSecond.toFixed(1)} transactions/s`, `${(cpuShare * 100).toFixed(1)} % of a core`];
  return `${faxes} resting faxes: ${figures.join(', ')}`;
}

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FaxLog, openDatabase, type Database } from '@faxwire/event-log';
import { phoneNumber, type FaxCommand } from '@faxwire/fax';
import { prepareStage, type Stage } from '../../distributed/stage.ts';
import { SCHEMA } from '../../schema.ts';
import { transactions } from '../transactions.ts';
import { withEngines } from './bench-engines.ts';

const SIZES = [1_000, 5_000] as const;
const APPENDED_AT_ONCE = 8;
/** A workflow for each fax, started and come to rest. */
const STARTED_WITHIN_MS = 900_000;
const SETTLE_MS = 30_000;
/** Two rounds of the sweeper. */
const WATCHED_MS = 35_000;
const POLL_MS = 1_000;
const LAGS = { relay: 'faxwire_log_lag_events{consumer="relay"}', lifecycle: 'faxwire_log_lag_events{consumer="lifecycle"}' };
const MEMORY = 'process_resident_memory_bytes';
const PROCESSOR = 'process_cpu_seconds_total';

/** What held faxes cost as open workflows: memory of the lifecycle process, transactions, processor of all six. */
export async function distributedRestingBench(): Promise<string> {
  const costs: string[] = [];
  for (const faxes of SIZES) costs.push(await costOf(faxes));
  return costs.join('; ');
}

function costOf(faxes: number): Promise<string> {
  return withEngines(['postgres', 'kafka', 'temporal', 's3'], async (engines, folder) => {
    const stage = await prepareStage({ engines, dataDir: join(folder, 'fleet'), env: { FAXWIRE_LOG_LEVEL: 'error' } });
    const database = await openDatabase({ url: stage.ownerUrl, poolSize: APPENDED_AT_ONCE, entities: SCHEMA.entities, migrations: [], migrate: false });
    try {
      await fill(new FaxLog({ database, now: Date.now }), stage.credentials.tenantId, faxes);
      await stage.fleet.start();
      await allStarted(stage);
      await sleep(SETTLE_MS);
      return await watched(stage, database, faxes);
    } finally {
      await stage.fleet.stop();
      await database.close();
    }
  });
}

/** Before anybody drives: none of them gets any further. */
async function fill(faxLog: FaxLog, tenantId: string, faxes: number): Promise<void> {
  let left = faxes;
  const append = async (): Promise<void> => {
    while (left-- > 0) {
      const faxId = randomUUID();
      for (const command of [received(faxId, tenantId), { type: 'HoldFax' } as const]) await faxLog.execute(faxId, command);
    }
  };
  await Promise.all(Array.from({ length: APPENDED_AT_ONCE }, append));
}

function received(faxId: string, tenantId: string): FaxCommand {
  const document = { sha256: 'd'.repeat(64), mediaType: 'text/plain', bytes: 5 };
  return { type: 'ReceiveFax', fax: { faxId, tenantId, mode: 'test', phoneNumber: phoneNumber('+19995550100'), document, resolution: 'fine', metadata: {}, requestHash: 'r' } };
}

async function allStarted({ fleet }: Stage): Promise<void> {
  const until = performance.now() + STARTED_WITHIN_MS;
  // Who is told of nothing is not behind: first the relay, then those that it tells.
  for (const [app, lag] of Object.entries(LAGS)) {
    while ((await figure(fleet.one(app).options.probeUrl, lag)) !== 0) {
      if (performance.now() > until) throw new Error('The workflows were not started in time.');
      await sleep(POLL_MS);
    }
  }
}

async function watched({ fleet }: Stage, database: Database, faxes: number): Promise<string> {
  const processor = async (): Promise<number> => {
    const seconds = await Promise.all(fleet.processes.map(({ options: { probeUrl } }) => figure(probeUrl, PROCESSOR)));
    return seconds.reduce((sum, value) => sum + value, 0);
  };
  const before = [await transactions(database), await processor()] as const;
  await sleep(WATCHED_MS);
  const after = [await transactions(database), await processor()] as const;
  const seconds = WATCHED_MS / 1_000;
  const memory = await figure(fleet.one('lifecycle').options.probeUrl, MEMORY);
  const figures = [
    `lifecycle ${(memory / 1_048_576).toFixed(0)} MiB`,
    `${((after[0] - before[0]) / seconds).toFixed(1)} transactions/s`,
    `${(((after[1] - before[1]) / seconds) * 100).toFixed(1)} % of a core in six processes`,
  ];
  return `${faxes} held faxes: ${figures.join(', ')}`;
}

/** Of `/metrics`; NaN where there is no such series. */
async function figure(probeUrl: string, series: string): Promise<number> {
  const text = await (await fetch(`${probeUrl}/metrics`)).text();
  return Number(text.split('\n').find((line) => line.startsWith(`${series} `))?.slice(series.length + 1) ?? Number.NaN);
}

// Plays faxes on a real server and stores what Temporal wrote down, for the replay test:
// `node libs/lifecycle/dist/temporal/testing/record-histories.js 127.0.0.1:7233 libs/lifecycle/src/temporal/histories`.
// Old histories stay: faxes in flight have them too.
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Connection, WorkflowClient } from '@temporalio/client';
import type { Step } from '@faxwire/fax';
import type { DescribedSteps } from '../activity-contract.ts';
import { ATTRIBUTES, Fleet, played, transmitStep, until } from './fleet.ts';
import { historyToJson } from './history-json.ts';
import type { TemporalEngine } from '../temporal-engine.ts';
import type { TransmitWorkerOptions } from '../transmit-worker.ts';

const SENT: Step = { kind: 'close', as: 'sent' };
const REST_MS = 1_500;

interface Scenario {
  readonly steps: DescribedSteps & { readonly asked: readonly string[] };
  readonly transmit?: TransmitWorkerOptions['transmit'];
  /** What happens to the fax from outside. */
  readonly outside?: (engine: TemporalEngine, faxId: string) => Promise<void>;
}

const once = (error: Error) => {
  let failed = false;
  return async () => {
    if (failed) return;
    failed = true;
    throw error;
  };
};

function retries(): Scenario {
  const steps = played({ kind: 'render' }, transmitStep(1), { kind: 'wait', until: Date.now() + REST_MS * 2 }, transmitStep(2), SENT);
  return { steps: { ...steps, act: once(new Error('database away')) }, transmit: once(new Error('the media worker is gone')) };
}

function held(): Scenario {
  const steps = played({ kind: 'wait' }, { kind: 'wait' }, { kind: 'render' }, transmitStep(1), SENT);
  const outside = async (engine: TemporalEngine, faxId: string) => {
    for (const times of [1, 2]) {
      await until(() => steps.asked.length === times);
      await engine.wake(faxId);
    }
  };
  return { steps, outside };
}

/** The log does not answer at first. */
function logAway(): Scenario {
  const steps = played({ kind: 'render' }, SENT);
  const away = once(new Error('database away'));
  const next = async (faxId: string) => {
    await away();
    return steps.next(faxId);
  };
  return { steps: { ...steps, next } };
}

/** A nudge that comes while the last step is being asked for begins the drive anew. */
function nudgedAtTheEnd(): Scenario {
  const steps = played({ kind: 'stop' }, { kind: 'render' }, SENT);
  let engine: TemporalEngine | undefined;
  const next = async (faxId: string) => {
    await until(() => engine !== undefined);
    if (steps.asked.length === 0) await engine?.wake(faxId);
    return steps.next(faxId);
  };
  return { steps: { ...steps, next }, outside: async (one) => void (engine = one) };
}

const SCENARIOS: Readonly<Record<string, () => Scenario>> = {
  'sent-at-once': () => ({ steps: described(played({ kind: 'render' }, transmitStep(), SENT)) }),
  retries,
  held,
  'log-away': logAway,
  'nudged-at-the-end': nudgedAtTheEnd,
  long: () => ({ steps: played(...Array.from({ length: 90 }, (): Step => ({ kind: 'render' })), SENT) }),
};

/** Its search attributes change at every step. */
function described(steps: ReturnType<typeof played>): ReturnType<typeof played> {
  const next = async (faxId: string) => ({ ...(await steps.next(faxId)), attributes: { ...ATTRIBUTES, attempts: steps.asked.length } });
  return { ...steps, next };
}

const [address = '127.0.0.1:7233', folder = '.'] = process.argv.slice(2);
const temporal = { address, namespace: 'default' };
const connection = await Connection.connect({ address });
const client = new WorkflowClient({ connection });
for (const [name, scenario] of Object.entries(SCENARIOS)) await record(name, scenario());
await connection.close();

async function record(name: string, { steps, transmit = async () => {}, outside }: Scenario): Promise<void> {
  const fleet = new Fleet(temporal);
  await fleet.media(transmit);
  const engine = await fleet.engine(steps);
  const faxId = randomUUID();
  await engine.wake(faxId);
  const { runId } = await client.getHandle(faxId).describe();
  await outside?.(engine, faxId);
  await client.getHandle(faxId).result();
  await fleet.stop();
  // The first run: of a fax that goes on in a new one, the long one.
  const history = historyToJson(await client.getHandle(faxId, runId).fetchHistory());
  // Names and paths of machines do not belong here.
  const text = JSON.stringify(history, (key, value: unknown) => (key === 'identity' ? 'worker' : key === 'stackTrace' ? '' : value));
  await writeFile(join(folder, `${name}.json`), `${text}\n`);
}

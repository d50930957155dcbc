import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngines } from '@faxwire/local-engines';
import type { AppName } from '../distributed/app-process.ts';
import { prepareStage, type Stage } from '../distributed/stage.ts';
import { appTarget, engineTarget, type Target } from './target.ts';

/** Two of each that may be two, so that one is there while the other is broken. */
const COUNT = { api: 2, lifecycle: 2, media: 2, webhooks: 2, relay: 2, sandbox: 1 };
/** Above ten times the speed of life two busy cores lose calls. */
const DEFAULT_SPEED = '10';
/** The ordinary second wait is five minutes: here what failed because of us is tried again at once. */
const WEBHOOK_WAITS = [0, 1, 2, 3, 5, 5, 5, 5, 5, 5, 5, 5, 10, 10, 10, 10, 10, 10, 10, 10];
const GRACE_SECONDS = 20;
const NOTHING_MORE: Readonly<Record<string, string>> = {};
/** The database runs as another user and has to get to its folder. */
const TRAVERSABLE = 0o711;

export interface ChaosStage extends Stage {
  readonly folder: string;
  readonly targets: readonly Target[];
  stop(): Promise<void>;
}

/** Engines and processes of its own, in a folder of its own; all of them run and are ready. */
export async function openStage(say: (line: string) => void): Promise<ChaosStage> {
  const folder = await mkdtemp(join(tmpdir(), 'faxwire-chaos-'));
  await chmod(folder, TRAVERSABLE);
  const engines = await startEngines({ dataDir: join(folder, 'engines'), log: say });
  try {
    const { postgres, kafka, temporal, s3 } = engines;
    const stage = await prepareStage({
      engines, dataDir: join(folder, 'house'), env: environment(),
      fleet: { count: COUNT, graceSeconds: GRACE_SECONDS, envOf },
    });
    await stage.fleet.start();
    const targets = [...stage.fleet.processes.map(appTarget), ...[postgres, kafka, temporal, s3].map(engineTarget)];
    return { ...stage, folder, targets, stop: () => stopAll(stage, () => engines.stop()) };
  } catch (error) {
    await engines.stop();
    throw error;
  }
}

async function stopAll({ fleet }: Stage, stopEngines: () => Promise<void>): Promise<void> {
  await fleet.stop();
  await stopEngines();
}

function environment(): Record<string, string> {
  return {
    FAXWIRE_SANDBOX_SPEED: process.env['FAXWIRE_SANDBOX_SPEED'] ?? DEFAULT_SPEED,
    FAXWIRE_WEBHOOKS_SCHEDULE_SECONDS: JSON.stringify(WEBHOOK_WAITS),
  };
}

/** The sandbox tells of every call. */
function envOf(app: AppName): Readonly<Record<string, string>> {
  return app === 'sandbox' ? { FAXWIRE_LOG_LEVEL: 'debug' } : NOTHING_MORE;
}

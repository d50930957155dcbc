import { credentialsOf } from './credentials.ts';
import { ENGINE_NAMES, FETCHED_FOR, MAKERS, STOP_ORDER } from './engine-set.ts';
import type { EnginePorts, EngineSet, Ground } from './engine-set.ts';
import type { EngineName } from './engine-version.ts';
import { fetchEngines } from './fetch/recipe.ts';
import { Watchdog } from './process/watchdog.ts';

export interface StartOptions<Name extends EngineName> {
  /** Which ones; all without it. */
  readonly only?: readonly Name[];
  readonly ports?: EnginePorts;
  /** Their data, logs and process ids; what is in it is used again. */
  readonly dataDir: string;
  /** Progress, a line at a time. */
  readonly log?: (line: string) => void;
}

export type StartedEngines<Name extends EngineName> = Pick<EngineSet, Name> & {
  /** Stops them in order, those first that lean on others. */
  stop(): Promise<void>;
};

/**
 * Fetches what is missing, starts the engines and waits until each answers. They end with this process, however it ends.
 * @throws LocalError; then nothing runs.
 */
export async function startEngines<Name extends EngineName = EngineName>(options: StartOptions<Name>): Promise<StartedEngines<Name>> {
  const names: readonly EngineName[] = options.only ?? ENGINE_NAMES;
  const log = options.log ?? (() => {});
  await fetchEngines(names.flatMap((name) => FETCHED_FOR[name]), log);
  const watchdog = new Watchdog();
  const ground: Ground = { dataDir: options.dataDir, ports: options.ports ?? {}, credentials: await credentialsOf(options.dataDir), watchdog };
  const engines: Partial<EngineSet> = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await MAKERS[name](ground)] as const)));
  const stop = async () => {
    for (const name of STOP_ORDER) await engines[name]?.stop();
    watchdog.close();
  };
  const starts = await Promise.allSettled(names.map((name) => startOne(engines, name, log)));
  const failed = starts.find((start) => start.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  return { ...engines, stop } as StartedEngines<Name>;
}

async function startOne(engines: Partial<EngineSet>, name: EngineName, log: (line: string) => void): Promise<void> {
  const began = Date.now();
  await engines[name]?.start();
  log(`${name} answers after ${((Date.now() - began) / 1_000).toFixed(1)} s (process ${engines[name]?.pid}).`);
}

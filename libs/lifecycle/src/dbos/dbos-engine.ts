import { AsyncResource } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DBOS, type DBOSConfig } from '@dbos-inc/dbos-sdk';
import { Alarm } from './alarm.ts';
import { drive, type ActiveStep, type FaxSteps } from '../drive.ts';
import { DriverSlots } from './driver-slots.ts';
import type { LifecycleEngine, TimerStore } from '../lifecycle-engine.ts';
import { RESTART_AFTER_FAILURE_MS, STEP_RETRY } from '../retry-of-steps.ts';

/**
 * Pinned: DBOS resumes only what was begun under the same version, and otherwise derives it from the code, so that no
 * fax would resume after an upgrade. Rules and policy live outside the workflow; only a change of the order of steps in
 * `drive` itself asks for a new number.
 */
export const DBOS_APPLICATION_VERSION = 'faxwire-drive-1';
const SCHEMA = 'dbos';
const POOL_SIZE = 8;
/** Finished drives are history that the event log tells better. */
const HOUSEKEEPING_EVERY_MS = 60_000;
const HOUSEKEEPING_BATCH = 500;
const SETTLED_POLL_MS = 20;

export interface DbosEngineOptions {
  /** PostgreSQL URL; DBOS keeps its tables in a schema of its own there. */
  readonly databaseUrl: string;
  /** A bounded pool with time limits on everything, for DBOS alone; without one DBOS makes its own, which has none. */
  readonly pool?: NonNullable<DBOSConfig['systemDatabasePool']>;
  readonly steps: FaxSteps;
  readonly timers: TimerStore;
  readonly now: () => number;
  readonly onError: (error: unknown, faxId: string) => void;
  readonly maxDrives?: number;
}

// DBOS is one per process, and so are its registered workflows.
let runFax: ((faxId: string) => Promise<void>) | undefined;

const driveFax = DBOS.registerWorkflow(
  async (faxId: string): Promise<void> => {
    await runFax?.(faxId);
  },
  { name: 'drive' },
);

/** Drives faxes as DBOS workflows on the PostgreSQL that holds the event log. */
export class DbosEngine implements LifecycleEngine {
  readonly #options: DbosEngineOptions;
  readonly #slots: DriverSlots;
  readonly #alarm: Alarm;
  readonly #drives = new Map<string, Promise<unknown>>();
  // A workflow started from within another one would become its child and its step; drives know nothing of each other.
  readonly #outside = new AsyncResource('faxwire.drive');
  #housekeeping: NodeJS.Timeout | undefined;
  #accepting = false;

  constructor(options: DbosEngineOptions) {
    this.#options = options;
    this.#slots = new DriverSlots(options.maxDrives);
    this.#alarm = new Alarm(options.timers, (faxId) => this.nudge(faxId), options.now);
  }

  async start(): Promise<void> {
    if (runFax) throw new Error('One DBOS engine runs in this process already.');
    runFax = (faxId) => this.#run(faxId);
    this.#accepting = true;
    DBOS.setConfig({
      name: 'faxwire',
      systemDatabaseUrl: this.#options.databaseUrl,
      systemDatabaseSchemaName: SCHEMA,
      systemDatabasePoolSize: POOL_SIZE,
      ...(this.#options.pool && { systemDatabasePool: this.#options.pool }),
      applicationVersion: DBOS_APPLICATION_VERSION,
      executorID: 'local',
      logger: silentLogger(this.#options.onError),
    });
    await DBOS.launch();
    this.#alarm.start();
    this.#housekeeping = setInterval(() => void this.#forgetFinished(), HOUSEKEEPING_EVERY_MS);
    this.#housekeeping.unref();
  }

  nudge(faxId: string): void {
    if (this.#accepting && this.#slots.reserve(faxId)) this.#outside.runInAsyncScope(() => void this.#begin(faxId));
  }

  /** What is on its way is resumed by DBOS; what is not was left to the sweeper. */
  async wake(faxId: string): Promise<void> {
    this.nudge(faxId);
  }

  isDriving(faxId: string): boolean {
    return this.#slots.has(faxId);
  }

  async drain(): Promise<void> {
    this.#accepting = false;
    await this.#alarm.stop();
  }

  async stop(graceMs: number): Promise<void> {
    await this.drain();
    clearInterval(this.#housekeeping);
    await settled(this.#drives, graceMs);
    await DBOS.shutdown();
    runFax = undefined;
  }

  /** The body of the workflow, for drives begun here and for those that DBOS resumes at its start. */
  async #run(faxId: string): Promise<void> {
    if (!this.#slots.enter(faxId)) return;
    const driving = this.#drive(faxId);
    this.#drives.set(faxId, driving);
    await driving;
    this.#drives.delete(faxId);
    this.#leave(faxId);
  }

  async #drive(faxId: string): Promise<void> {
    try {
      await drive({ next: this.#next, act: this.#act, rest: this.#rest }, faxId);
    } catch (error) {
      this.#options.onError(error, faxId);
      await this.#parkAfterFailure(faxId);
    }
  }

  #leave(faxId: string): void {
    const next = this.#slots.leave(faxId);
    if (next !== undefined) this.nudge(next);
  }

  async #begin(faxId: string): Promise<void> {
    try {
      await DBOS.startWorkflow(driveFax, { workflowID: `${faxId}/${randomUUID()}` })(faxId);
    } catch (error) {
      this.#options.onError(error, faxId);
      const next = this.#slots.cancel(faxId);
      await this.#parkAfterFailure(faxId);
      if (next !== undefined) this.nudge(next);
    }
  }

  /** What cannot be parked either is found by the sweeper. */
  async #parkAfterFailure(faxId: string): Promise<void> {
    await this.#park(faxId, this.#options.now() + RESTART_AFTER_FAILURE_MS).catch((error: unknown) => this.#options.onError(error, faxId));
  }

  readonly #next: FaxSteps['next'] = (faxId) =>
    DBOS.runStep(() => this.#options.steps.next(faxId), { name: 'next', retriesAllowed: true, ...STEP_RETRY });

  readonly #act: FaxSteps['act'] = (faxId, step) =>
    DBOS.runStep(() => this.#attempt(faxId, step), { name: step.kind, retriesAllowed: true, ...STEP_RETRY });

  /** What fails while the process leaves is not recorded as failed: the next process does the step again. */
  async #attempt(faxId: string, step: ActiveStep): Promise<void> {
    try {
      await this.#options.steps.act(faxId, step);
    } catch (error) {
      if (this.#accepting) throw error;
      this.#drives.delete(faxId);
      await new Promise(() => undefined);
    }
  }

  readonly #rest = async (faxId: string, until: number | undefined): Promise<'parked'> => {
    await DBOS.runStep(() => this.#park(faxId, until), { name: 'rest', retriesAllowed: true, ...STEP_RETRY });
    return 'parked';
  };

  async #park(faxId: string, until: number | undefined): Promise<void> {
    await this.#options.timers.rest(faxId, until);
    if (until !== undefined) this.#alarm.rings(until);
  }

  async #forgetFinished(): Promise<void> {
    try {
      for (let found = HOUSEKEEPING_BATCH; found === HOUSEKEEPING_BATCH && this.#accepting; ) {
        const finished = await DBOS.listWorkflows({ status: ['SUCCESS', 'ERROR'], limit: HOUSEKEEPING_BATCH, loadInput: false, loadOutput: false });
        if (finished.length > 0) await DBOS.deleteWorkflows(finished.map((workflow) => workflow.workflowID));
        found = finished.length;
      }
    } catch (error) {
      this.#options.onError(error, '');
    }
  }
}

/** Looks again and again: a drive that is left to the next process goes out of the map without settling. */
async function settled(drives: ReadonlyMap<string, Promise<unknown>>, graceMs: number): Promise<void> {
  for (const deadline = performance.now() + graceMs; drives.size > 0 && performance.now() < deadline; ) await sleep(SETTLED_POLL_MS);
}

/** DBOS writes to the console by itself; here only its errors matter. */
function silentLogger(onError: DbosEngineOptions['onError']) {
  const ignore = (): void => {};
  return { info: ignore, debug: ignore, warn: ignore, error: (message: unknown) => onError(message, '') };
}

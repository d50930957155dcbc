import { randomUUID } from 'node:crypto';
import { FULL_SETTINGS, type Step } from '@faxwire/fax';
import type { DescribedSteps, FaxAttributes } from '../activity-contract.ts';
import type { TemporalSettings } from '../connection.ts';
import type { ActiveStep } from '../../drive.ts';
import type { RuntimeNotice } from '../quiet-runtime.ts';
import { TemporalEngine, type TemporalEngineOptions } from '../temporal-engine.ts';
import { TransmitWorker, type TransmitWorkerOptions } from '../transmit-worker.ts';

const POLL_MS = 5;
/** Above what a step takes on a machine that does much else. */
export const PATIENCE_MS = 60_000;
export const ATTRIBUTES: FaxAttributes = { tenantId: 'acme', status: 'FaxReceived', attempts: 0 };

interface Stoppable {
  stop(graceMs: number): Promise<void>;
}

/** The processes of one test, on task queues of their own. */
export class Fleet {
  readonly errors: unknown[] = [];
  readonly notices: RuntimeNotice[] = [];
  readonly lifecycleTaskQueue = `fax-lifecycle-${randomUUID()}`;
  readonly mediaTaskQueue = `fax-media-${randomUUID()}`;
  readonly #temporal: TemporalSettings;
  readonly #started: Stoppable[] = [];

  constructor(temporal: TemporalSettings) {
    this.#temporal = temporal;
  }

  async engine(steps: DescribedSteps, options: Partial<TemporalEngineOptions> = {}): Promise<TemporalEngine> {
    const { lifecycleTaskQueue, mediaTaskQueue } = this;
    const { onError, onNotice } = this;
    const engine = new TemporalEngine({ temporal: this.#temporal, steps, maxCallSeconds: 60, onError, onNotice, lifecycleTaskQueue, mediaTaskQueue, ...options });
    this.#started.push(engine);
    await engine.start();
    return engine;
  }

  async media(transmit: TransmitWorkerOptions['transmit'], options: Partial<TransmitWorkerOptions> = {}): Promise<TransmitWorker> {
    const { onError, onNotice } = this;
    const worker = new TransmitWorker({ temporal: this.#temporal, transmit, slots: 2, onError, onNotice, taskQueue: this.mediaTaskQueue, ...options });
    this.#started.push(worker);
    await worker.start();
    return worker;
  }

  readonly onError = (error: unknown): void => void this.errors.push(error);
  readonly onNotice = (notice: RuntimeNotice): void => void this.notices.push(notice);

  async stop(): Promise<void> {
    await Promise.all(this.#started.splice(0).map((one) => one.stop(0)));
  }
}

/** Plays the given steps for whatever fax is asked for, then says stop. */
export function played(...steps: Step[]): DescribedSteps & { readonly asked: string[]; readonly acted: ActiveStep[] } {
  const asked: string[] = [];
  const acted: ActiveStep[] = [];
  return {
    asked,
    acted,
    next: async (faxId) => {
      asked.push(faxId);
      return { step: steps.shift() ?? { kind: 'stop' }, attributes: ATTRIBUTES };
    },
    act: async (_faxId, step) => void acted.push(step),
  };
}

export const transmitStep = (number = 1): Step => ({
  kind: 'transmit',
  attemptId: `att_${number}`,
  number,
  fromPage: 0,
  settings: FULL_SETTINGS,
  begun: false,
});

/** @throws when it does not come about: a test that has failed must not go on asking. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; !(await condition()); ) {
    if (Date.now() > deadline) throw new Error(`This did not come about within ${PATIENCE_MS} ms: ${String(condition)}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

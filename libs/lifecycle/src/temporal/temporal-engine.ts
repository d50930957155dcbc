import { Worker, type NativeConnection } from '@temporalio/worker';
import type { DescribedSteps, Line } from './activity-contract.ts';
import type { TemporalSettings } from './connection.ts';
import { HEARTBEAT_EVERY_MS } from './heartbeat.ts';
import { lifecycleActivities } from './lifecycle-activities.ts';
import type { LifecycleEngine } from '../lifecycle-engine.ts';
import { LIFECYCLE_TASK_QUEUE, MEDIA_TASK_QUEUE } from './names.ts';
import type { NoticeListener } from './quiet-runtime.ts';
import { RunningSteps } from './running-steps.ts';
import { ensureSearchAttributes } from './search-attributes.ts';
import { SupervisedWorker } from './supervised-worker.ts';
import { TemporalNudger } from './temporal-nudger.ts';
import { workflowBundle } from './workflow-bundle.ts';

/** Steps at one time in one process; most are a few statements on a pool of a few connections. */
const MAX_STEPS = 32;
/** Askings of the plan in the middle of workflow tasks, besides those: short, and each wants a connection. */
const MAX_LOOKS = 8;
/** Workflows in memory, about half a megabyte each. One that is not there is replayed from its short history. */
const MAX_CACHED_WORKFLOWS = 500;
const MAX_WORKFLOW_TASKS = 40;
/** A process that is gone holds up its faxes for so long; another one then replays them, which short histories make cheap. */
const STICKY_WITHIN_MS = 2_000;
/** Above every step's own limit: steps end by themselves, or are told to leave by us. */
const NEVER_CANCEL_MS = 86_400_000;
/** Beyond the longest call: the pages are fetched before it and the outcome is recorded after it. */
const CALL_MARGIN_MS = 120_000;

export interface TemporalEngineOptions {
  readonly temporal: TemporalSettings;
  readonly steps: DescribedSteps;
  readonly maxCallSeconds: number;
  readonly onError: (error: unknown, faxId: string) => void;
  /** What Temporal's own library has to say. */
  readonly onNotice?: NoticeListener;
  readonly maxSteps?: number;
  readonly lifecycleTaskQueue?: string;
  readonly mediaTaskQueue?: string;
  /** The workflow's code; left out: ours. */
  readonly bundle?: { readonly code: string };
}

/** Drives faxes as Temporal workflows. Runs in lifecycle processes, any number of them. */
export class TemporalEngine implements LifecycleEngine {
  readonly #options: TemporalEngineOptions;
  readonly #nudger: TemporalNudger;
  readonly #worker: SupervisedWorker;
  readonly #running = new RunningSteps();
  #searchable = false;

  constructor(options: TemporalEngineOptions) {
    const { temporal, onError, onNotice } = options;
    this.#options = options;
    this.#nudger = new TemporalNudger({ temporal, onError, taskQueue: this.#taskQueue });
    this.#worker = new SupervisedWorker({
      temporal,
      create: (connection) => this.#create(connection),
      onError: (error) => onError(error, ''),
      leave: () => this.#running.leave(),
      ...(onNotice && { onNotice }),
    });
  }

  /** A server that is away delays: the worker goes on trying, and `wake` says that the engine is unavailable. */
  start(): Promise<void> {
    return this.#worker.start();
  }

  /** True while this process polls for work. */
  get isPolling(): boolean {
    return this.#worker.isPolling;
  }

  nudge(faxId: string): void {
    this.#nudger.nudge(faxId);
  }

  wake(faxId: string): Promise<void> {
    return this.#nudger.wake(faxId);
  }

  isDriving(faxId: string): boolean {
    return this.#nudger.isNudging(faxId) || this.#running.has(faxId);
  }

  async drain(): Promise<void> {
    this.#worker.drain();
  }

  async stop(graceMs: number): Promise<void> {
    await this.#worker.stop(graceMs);
    await this.#nudger.close();
  }

  get #taskQueue(): string {
    return this.#options.lifecycleTaskQueue ?? LIFECYCLE_TASK_QUEUE;
  }

  get #line(): Line {
    const { mediaTaskQueue = MEDIA_TASK_QUEUE, maxCallSeconds } = this.#options;
    return { taskQueue: mediaTaskQueue, callWithinMs: maxCallSeconds * 1_000 + CALL_MARGIN_MS };
  }

  async #create(connection: NativeConnection): Promise<Worker> {
    const { temporal, steps, maxSteps = MAX_STEPS, bundle } = this.#options;
    const searchable = await this.#isSearchable(connection);
    return Worker.create({
      connection,
      namespace: temporal.namespace,
      taskQueue: this.#taskQueue,
      workflowBundle: bundle ?? (await workflowBundle()),
      activities: lifecycleActivities({ steps, running: this.#running, line: this.#line, searchable }),
      maxConcurrentActivityTaskExecutions: maxSteps,
      maxConcurrentLocalActivityExecutions: Math.min(maxSteps, MAX_LOOKS),
      maxConcurrentWorkflowTaskExecutions: MAX_WORKFLOW_TASKS,
      maxCachedWorkflows: MAX_CACHED_WORKFLOWS,
      stickyQueueScheduleToStartTimeout: STICKY_WITHIN_MS,
      maxHeartbeatThrottleInterval: HEARTBEAT_EVERY_MS,
      shutdownGraceTime: NEVER_CANCEL_MS,
    });
  }

  /** Faxes are driven without search attributes rather than not at all. */
  async #isSearchable(connection: NativeConnection): Promise<boolean> {
    if (this.#searchable) return true;
    try {
      await ensureSearchAttributes(connection, this.#options.temporal.namespace);
      this.#searchable = true;
    } catch (error) {
      this.#options.onError(error, '');
    }
    return this.#searchable;
  }
}

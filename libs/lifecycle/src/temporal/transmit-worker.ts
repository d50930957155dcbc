import { Context } from '@temporalio/activity';
import { Worker, type NativeConnection } from '@temporalio/worker';
import type { TransmitStep } from '@faxwire/fax';
import type { MediaActivities } from './activity-contract.ts';
import type { TemporalSettings } from './connection.ts';
import { HEARTBEAT_EVERY_MS, withHeartbeat } from './heartbeat.ts';
import { MEDIA_TASK_QUEUE } from './names.ts';
import type { NoticeListener } from './quiet-runtime.ts';
import { RunningSteps } from './running-steps.ts';
import { SupervisedWorker } from './supervised-worker.ts';

/** Above the longest call: calls end by themselves, or are told to by us. */
const NEVER_CANCEL_MS = 86_400_000;

export const ABANDONED = 'Temporal has given up on a transmission that is live here. The call goes on.';

export interface TransmitControl {
  /** Aborted when somebody cancelled the workflow, or the process has no more time: the call is to end at once. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: { readonly page: number }) => void;
}

export interface TransmitWorkerOptions {
  readonly temporal: TemporalSettings;
  readonly transmit: (faxId: string, step: TransmitStep, control: TransmitControl) => Promise<void>;
  /** Calls at one time: the channels of this process. */
  readonly slots: number;
  readonly onError: (error: unknown) => void;
  readonly onNotice?: NoticeListener;
  readonly taskQueue?: string;
}

/** Makes the calls that the workflows ask for. Runs in media processes, any number of them. */
export class TransmitWorker {
  readonly #options: TransmitWorkerOptions;
  readonly #running = new RunningSteps();
  readonly #worker: SupervisedWorker;

  constructor(options: TransmitWorkerOptions) {
    const { temporal, onError, onNotice } = options;
    this.#options = options;
    this.#worker = new SupervisedWorker({
      temporal,
      create: (connection) => this.#create(connection),
      onError,
      leave: () => this.#running.leave(),
      ...(onNotice && { onNotice }),
    });
  }

  /** A server that is away delays: the worker goes on trying. */
  start(): Promise<void> {
    return this.#worker.start();
  }

  /** True while this process polls for calls to make. */
  get isPolling(): boolean {
    return this.#worker.isPolling;
  }

  /** Takes no new calls; live ones go on. */
  async drain(): Promise<void> {
    this.#worker.drain();
  }

  /** Drains, and gives live calls at most so long, ms; then they are ended. */
  stop(graceMs: number): Promise<void> {
    return this.#worker.stop(graceMs);
  }

  #create(connection: NativeConnection): Promise<Worker> {
    const { temporal, slots, taskQueue = MEDIA_TASK_QUEUE } = this.#options;
    const activities: MediaActivities = { transmit: (faxId, step) => this.#transmit(faxId, step) };
    return Worker.create({
      connection,
      namespace: temporal.namespace,
      taskQueue,
      activities,
      maxConcurrentActivityTaskExecutions: slots,
      maxHeartbeatThrottleInterval: HEARTBEAT_EVERY_MS,
      shutdownGraceTime: NEVER_CANCEL_MS,
    });
  }

  #transmit(faxId: string, step: TransmitStep): Promise<void> {
    const signal = AbortSignal.any([this.#running.leaving, this.#cancelRequest()]);
    return this.#running.track(faxId, () =>
      withHeartbeat({ page: step.fromPage }, ({ beat }) => this.#options.transmit(faxId, step, { signal, onProgress: beat })),
    );
  }

  /**
   * Temporal's own signal also fires when the server lost sight of us or was away for too long. Then the call goes on:
   * the log is what counts, the channel is still held, and the plan waits for as long as it is.
   */
  #cancelRequest(): AbortSignal {
    const requested = new AbortController();
    const context = Context.current();
    context.cancellationSignal.addEventListener('abort', () => {
      if (context.cancellationDetails?.cancelRequested) requested.abort();
      else this.#options.onNotice?.({ level: 'warn', message: ABANDONED });
    });
    return requested.signal;
  }
}

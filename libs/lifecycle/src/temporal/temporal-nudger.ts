import { Connection, WorkflowClient } from '@temporalio/client';
import { temporalConnection, type TemporalSettings } from './connection.ts';
import { EngineUnavailable } from '../lifecycle-engine.ts';
import { LIFECYCLE_TASK_QUEUE, NUDGE_SIGNAL, WORKFLOW_TYPE } from './names.ts';
import { NudgeQueue } from './nudge-queue.ts';

/** A frontend that does not take a signal within this time counts as away; retries of the client are within it. */
const SIGNAL_WITHIN_MS = 5_000;
/** gRPC would wait up to two minutes before it looks again whether a server is back. */
const RECONNECT = { 'grpc.initial_reconnect_backoff_ms': 250, 'grpc.max_reconnect_backoff_ms': 2_000 };

export interface TemporalNudgerOptions {
  readonly temporal: TemporalSettings;
  /** A nudge that could not be sent: it delays, and the sweeper finds the fax. */
  readonly onError: (error: unknown, faxId: string) => void;
  /** Of the lifecycle processes. */
  readonly taskQueue?: string;
}

/** Wakes faxes: signals the workflow of the fax, and starts it where there is none. Connects at the first nudge. */
export class TemporalNudger {
  readonly #connection: Connection;
  readonly #client: WorkflowClient;
  readonly #queue: NudgeQueue;
  readonly #taskQueue: string;

  constructor({ temporal, onError, taskQueue = LIFECYCLE_TASK_QUEUE }: TemporalNudgerOptions) {
    this.#connection = Connection.lazy({ ...temporalConnection(temporal), channelArgs: RECONNECT });
    this.#client = new WorkflowClient({ connection: this.#connection, namespace: temporal.namespace });
    this.#queue = new NudgeQueue({ send: (faxId) => this.wake(faxId), onError });
    this.#taskQueue = taskQueue;
  }

  /** Sends and forgets. */
  nudge(faxId: string): void {
    this.#queue.push(faxId);
  }

  /**
   * Resolves when Temporal has stored it.
   * @throws EngineUnavailable whatever the reason is: the fax is not at fault, and coming again is right
   */
  async wake(faxId: string): Promise<void> {
    try {
      await this.#client.withDeadline(Date.now() + SIGNAL_WITHIN_MS, () => this.#signal(faxId));
    } catch (cause) {
      throw new EngineUnavailable('Temporal did not take the signal.', { cause });
    }
  }

  /** True while a nudge of this fax is on its way. */
  isNudging(faxId: string): boolean {
    return this.#queue.has(faxId);
  }

  async close(): Promise<void> {
    await this.#queue.close();
    await this.#connection.close();
  }

  async #signal(faxId: string): Promise<void> {
    await this.#client.signalWithStart(WORKFLOW_TYPE, {
      workflowId: faxId,
      taskQueue: this.#taskQueue,
      args: [faxId],
      signal: NUDGE_SIGNAL,
      // A fax that was sent or failed can be asked for again.
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
  }
}

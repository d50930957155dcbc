import { FAX_EVENTS_TOPIC } from '@faxwire/contracts';
import { START, isConnectionFailure, type Checkpoint, type ConnectionOptions, type EventLog, type Lag } from '@faxwire/event-log';
import type pg from 'pg';
import { FIRST_RETRY_MS, MAX_WAIT_MS } from '../limits.ts';
import { advanceCheckpoint, openCheckpoint, readCheckpoint } from '../log/consumer-checkpoint.ts';
import { leaseGroup, type GroupLease } from '../log/group-lease.ts';
import { kafkaClient, type KafkaSettings, type OnKafkaLog } from './kafka-client.ts';
import { RELAY_COMPETE_MS, RELAY_HEARTBEAT_MS, RELAY_LEASE_MS } from './kafka-limits.ts';
import { batchesOf } from './relay-batch.ts';
import { RelayFenced, RelayProducer } from './relay-producer.ts';
import { RelayTail } from './relay-tail.ts';

/**
 * `starting`, then `standby` while another relay leads, or `leading`. `fenced`: another one took over, back to standby.
 * `broker_away`, `database_away`: tries again until it is back. `stopped` is the end.
 */
export type RelayState = 'starting' | 'standby' | 'leading' | 'fenced' | 'broker_away' | 'database_away' | 'stopped';

export interface RelayOptions {
  readonly log: EventLog;
  /** A `Database` fits. The url must lead to PostgreSQL itself: the lease is a lock of its session. */
  readonly database: ConnectionOptions & { readonly pool: pg.Pool };
  readonly kafka: KafkaSettings;
  /** Topics exist already: see `ensureTopics`. */
  readonly topic?: string;
  /** What relays of one installation have in common, and of two installations on one broker have not. */
  readonly transactionalId?: string;
  /** Once for every change; with the reason where there is one. */
  readonly onState?: (state: RelayState, reason?: unknown) => void;
  /** Between the acknowledgement of a batch and its checkpoint: a fail point. */
  readonly onAcknowledged?: () => void;
  /** After the checkpoint of every batch. */
  readonly onPublished?: (events: number) => void;
  readonly onKafkaLog?: OnKafkaLog;
}

/** How many of those asked to relay do: one. The others wait to take over. */
export class Relay {
  readonly #options: RelayOptions;
  readonly #topic: string;
  readonly #tail: RelayTail;
  readonly #ended: Promise<void>;
  #state: RelayState = 'starting';
  #stopping = false;

  constructor(options: RelayOptions) {
    this.#options = options;
    this.#topic = options.topic ?? FAX_EVENTS_TOPIC;
    this.#tail = new RelayTail(options.log);
    this.#ended = this.#run();
  }

  get state(): RelayState {
    return this.#state;
  }

  /** Events that are in the log and not known to be in the topic, whoever leads. */
  async lag(): Promise<Lag> {
    const { log, database } = this.#options;
    return log.lagBehind((await readCheckpoint(database.pool, this.#group)) ?? START);
  }

  /** After the batch that is on its way. Rejects never. */
  stop(): Promise<void> {
    this.#stopping = true;
    this.#tail.wake();
    return this.#ended;
  }

  get #group(): string {
    return `relay:${this.#topic}`;
  }

  async #run(): Promise<void> {
    const hints = this.#options.log.listen((hint) => this.#tail.hint(hint));
    let waitMs = FIRST_RETRY_MS;
    while (!this.#stopping) {
      try {
        await this.#compete();
        waitMs = FIRST_RETRY_MS;
      } catch (error) {
        if (this.#state === 'leading') waitMs = FIRST_RETRY_MS;
        this.#enter(stateAfter(error), error);
        await this.#pause(waitMs);
        waitMs = Math.min(waitMs * 2, MAX_WAIT_MS);
      }
    }
    await hints.stop();
    this.#enter('stopped');
  }

  async #compete(): Promise<void> {
    const { pool: _, ...connection } = this.#options.database;
    const lease = await leaseGroup(connection, this.#group, RELAY_LEASE_MS);
    if (!lease) {
      this.#enter('standby');
      await this.#pause(RELAY_COMPETE_MS);
      return;
    }
    const heart = setInterval(() => void lease.client.query('SELECT').catch(() => {}), RELAY_HEARTBEAT_MS);
    lease.lost.addEventListener('abort', () => this.#tail.wake(), { once: true });
    try {
      await this.#lead(lease);
    } finally {
      clearInterval(heart);
      await lease.release();
    }
  }

  async #lead(lease: GroupLease): Promise<void> {
    const { kafka, onKafkaLog, transactionalId = `faxwire-relay.${this.#topic}` } = this.#options;
    const producer = await RelayProducer.open(kafkaClient(kafka, onKafkaLog), { topic: this.#topic, transactionalId });
    try {
      // On the lease's session, and after the others were fenced: who has lost the lease learns it here, before it sends.
      const from = await openCheckpoint(lease.client, this.#group, true);
      this.#enter('leading');
      await this.#publish(lease, producer, from);
    } finally {
      await producer.close();
    }
    if (lease.lost.aborted && !this.#stopping) throw new Error('Connection terminated: the lease of the relay is lost.');
  }

  async #publish(lease: GroupLease, producer: RelayProducer, from: Checkpoint): Promise<void> {
    let after = from;
    let reading = this.#tail.read(after);
    while (!this.#stopping && !lease.lost.aborted) {
      const events = await reading;
      const last = events.at(-1);
      if (last === undefined) {
        await this.#tail.wait(after);
      } else {
        after = { xid: last.xid, position: last.position };
      }
      // The next batch is read while this one is on its way; its failure is met when it is waited for.
      reading = this.#tail.read(after);
      reading.catch(() => {});
      for (const batch of batchesOf(events)) {
        if (lease.lost.aborted) return;
        await producer.send(batch.messages);
        this.#options.onAcknowledged?.();
        await advanceCheckpoint(lease.client, this.#group, batch.last);
        this.#options.onPublished?.(batch.messages.length);
      }
    }
    await reading.catch(() => {});
  }

  async #pause(ms: number): Promise<void> {
    const until = performance.now() + ms;
    while (!this.#stopping && performance.now() < until) await this.#tail.pause(until - performance.now());
  }

  #enter(state: RelayState, reason?: unknown): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#options.onState?.(state, reason);
  }
}

function stateAfter(error: unknown): RelayState {
  if (error instanceof RelayFenced) return 'fenced';
  const ofKafka = error instanceof Error && error.name.startsWith('Kafka');
  return !ofKafka && isConnectionFailure(error) ? 'database_away' : 'broker_away';
}

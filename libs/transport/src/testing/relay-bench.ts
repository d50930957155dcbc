import { randomUUID } from 'node:crypto';
import { EventLog, START, eventLogMigrations, migrate } from '@faxwire/event-log';
import { Partitioners } from 'kafkajs';
import pg from 'pg';
import { toCloudEvent } from '../cloud-event.ts';
import { transportMigrations } from '../index.ts';
import { messageOf } from '../kafka/event-message.ts';
import { kafkaClient } from '../kafka/kafka-client.ts';
import { RELAY_BATCH_EVENTS } from '../kafka/kafka-limits.ts';
import { Relay } from '../kafka/relay.ts';
import { openTopics } from './kafka-bench.ts';

export interface RelayMeasurement {
  /** Of a database of its own: the log is emptied. */
  readonly databaseUrl: string;
  readonly brokers: readonly string[];
  readonly events: number;
}

/** As a production has them. */
const PARTITIONS = 12;
/** Pages of a fax make some events each; data of a usual size. */
const FILL = `
  INSERT INTO event (tenant_id, stream, version, type, data, at)
  SELECT 'ten_bench', 'fax-' || $1::text || '-' || n / 20, n % 20 + 1, 'PageSent',
    jsonb_build_object('attemptId', 'att_' || $1::text, 'page', n % 20, 'bitRate', 14400, 'badRows', 0, 'bytes', 20000, 'note', repeat('x', 300)), now()
  FROM generate_series(0, $2::integer - 1) AS n`;

/** Events a second that the relay brings from a log that is full to the broker, with its transactions and checkpoints. */
export async function measureRelay(measurement: RelayMeasurement): Promise<number> {
  return onFullLog(measurement, async ({ log, pool, topics }) => {
    let published = 0;
    const beganAt = performance.now();
    await new Promise<void>((resolve) => {
      const relay = new Relay({
        log, database: { url: measurement.databaseUrl, pool }, kafka: topics.kafka, topic: topics.topic,
        onPublished: (events) => {
          published += events;
          if (published >= measurement.events) void relay.stop().then(resolve);
        },
      });
    });
    return rate(published, beganAt);
  });
}

/** The same with nothing but a reader of the log and an idempotent producer: no lease, no transaction, no checkpoint. */
export async function measureBareLoop(measurement: RelayMeasurement): Promise<number> {
  return onFullLog(measurement, async ({ log, topics }) => {
    const producer = kafkaClient(topics.kafka).producer({ idempotent: true, maxInFlightRequests: 1, createPartitioner: Partitioners.DefaultPartitioner });
    let [after, published] = [START, 0];
    const beganAt = performance.now();
    await producer.connect();
    while (published < measurement.events) {
      const events = await log.tail({ after, limit: RELAY_BATCH_EVENTS });
      if (events.length === 0) continue;
      await producer.send({ topic: topics.topic, acks: -1, messages: events.map((event) => messageOf(toCloudEvent(event))) });
      after = events.at(-1) ?? after;
      published += events.length;
    }
    const measured = rate(published, beganAt);
    await producer.disconnect();
    return measured;
  });
}

interface FullLog {
  readonly log: EventLog;
  readonly pool: pg.Pool;
  readonly topics: Awaited<ReturnType<typeof openTopics>>;
}

/** The log holds the events of this measurement and no others. */
async function onFullLog({ databaseUrl, brokers, events }: RelayMeasurement, measure: (full: FullLog) => Promise<number>): Promise<number> {
  await migrate({ url: databaseUrl }, [...eventLogMigrations, ...transportMigrations]);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 5 });
  const topics = await openTopics(brokers, PARTITIONS);
  try {
    await pool.query('TRUNCATE event');
    await pool.query(FILL, [randomUUID(), events]);
    await pool.query('ANALYZE event');
    return await measure({ log: new EventLog({ url: databaseUrl, pool }), pool, topics });
  } finally {
    await topics.close();
    await pool.end();
  }
}

function rate(events: number, beganAt: number): number {
  return Math.round((events / (performance.now() - beganAt)) * 1_000);
}

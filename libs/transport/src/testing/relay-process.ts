import pg from 'pg';
import { EventLog } from '@faxwire/event-log';
import { Relay } from '../kafka/relay.ts';

/**
 * A relay as a process of its own, to be frozen and killed. Its settings are the first argument, as JSON; it says every
 * change of its state, and every batch, as a line of JSON.
 */
interface RelayProcessSettings {
  readonly url: string;
  readonly brokers: readonly string[];
  readonly topic: string;
  /** Dies between the acknowledgement and the checkpoint of this batch, counted from 1. */
  readonly dieAfterBatch?: number;
}

const { url, brokers, topic, dieAfterBatch } = JSON.parse(process.argv[2] ?? '') as RelayProcessSettings;
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const pool = new pg.Pool({ connectionString: url, max: 3 });
pool.on('error', () => {});
let batches = 0;

new Relay({
  log: new EventLog({ url, pool }),
  database: { url, pool },
  kafka: { brokers, clientId: 'relay-process' },
  topic,
  onState: (state, reason) => say({ state, reason: reason instanceof Error ? `${reason.name}: ${reason.message}` : undefined }),
  onAcknowledged: () => {
    batches += 1;
    if (batches === dieAfterBatch) process.kill(process.pid, 'SIGKILL');
  },
  onPublished: (events) => say({ published: events }),
});

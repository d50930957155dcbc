import { setTimeout as sleep } from 'node:timers/promises';
import { FAX_EVENTS_DEAD_LETTER_TOPIC, FAX_EVENTS_TOPIC } from '@faxwire/contracts';
import kafkajs, { type Admin, type ITopicConfig } from 'kafkajs';
import { MAX_LETTER_BYTES, MAX_MESSAGE_BYTES } from './kafka-limits.ts';

export interface TopicOptions {
  /** Of the events. What is too few for tomorrow's consumers can not be changed without breaking the order of faxes. */
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly retentionHours: number;
  readonly deadLetterRetentionHours: number;
  readonly topic?: string;
  readonly deadLetterTopic?: string;
}

export interface EnsuredTopic {
  readonly topic: string;
  readonly created: boolean;
  readonly partitions: number;
  /** Settings that somebody has changed since, as `name: is, not wanted`. They are left as they are. */
  readonly differences: readonly string[];
}

/**
 * `topic_partitions_missing`: it has fewer partitions than asked for. `topic_not_ours`: it was made by auto-creation, or
 * by hand without the settings that consumers rely on.
 */
export class TopicProblem extends Error {
  override readonly name = 'TopicProblem';
  readonly code: 'topic_partitions_missing' | 'topic_not_ours';
  readonly retriable = false;

  constructor(code: TopicProblem['code'], message: string) {
    super(message);
    this.code = code;
  }
}

interface Wanted {
  readonly topic: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly config: Readonly<Record<string, string>>;
}

/** Dead letters are few, and one partition keeps a letter before the word that it was replayed. */
const DEAD_LETTER_PARTITIONS = 1;

/** A new topic is known to every broker and has its leaders within this; a busy machine was seen to take a second. */
const KNOWN_WITHIN_MS = 20_000;
const LOOK_AGAIN_MS = 100;
/** What brokers say of a topic that was created a moment ago. */
const NOT_YET: ReadonlySet<unknown> = new Set(['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE']);

/**
 * Creates what is missing; processes may do so together. Idempotent.
 * @param admin connected
 * @throws TopicProblem
 */
export async function ensureTopics(admin: Admin, options: TopicOptions): Promise<readonly EnsuredTopic[]> {
  const ensured: EnsuredTopic[] = [];
  for (const wanted of wantedTopics(options)) ensured.push(await ensure(admin, wanted));
  return ensured;
}

function wantedTopics({ topic = FAX_EVENTS_TOPIC, deadLetterTopic = FAX_EVENTS_DEAD_LETTER_TOPIC, ...options }: TopicOptions): readonly Wanted[] {
  const { partitions, replicationFactor, retentionHours, deadLetterRetentionHours } = options;
  return [
    { topic, partitions, replicationFactor, config: configOf(replicationFactor, retentionHours, MAX_MESSAGE_BYTES) },
    { topic: deadLetterTopic, partitions: DEAD_LETTER_PARTITIONS, replicationFactor, config: configOf(replicationFactor, deadLetterRetentionHours, MAX_LETTER_BYTES) },
  ];
}

const HOUR_MS = 3_600_000;

function configOf(replicationFactor: number, retentionHours: number, maxBytes: number): Record<string, string> {
  return {
    // Never compacted: every event of a fax matters, not only its last.
    'cleanup.policy': 'delete',
    'retention.ms': String(retentionHours * HOUR_MS),
    // By the time of arrival: a relay that catches up on old events must not see them deleted before they are read.
    'message.timestamp.type': 'LogAppendTime',
    'max.message.bytes': String(maxBytes),
    // With three copies, one may be away and "acknowledged" still means two disks.
    'min.insync.replicas': replicationFactor >= 3 ? '2' : '1',
  };
}

async function ensure(admin: Admin, wanted: Wanted): Promise<EnsuredTopic> {
  const { topic, partitions, replicationFactor, config } = wanted;
  const given: ITopicConfig = {
    topic,
    numPartitions: partitions,
    replicationFactor,
    configEntries: Object.entries(config).map(([name, value]) => ({ name, value })),
  };
  const exists = (await admin.listTopics()).includes(topic);
  const created = !exists && (await admin.createTopics({ topics: [given], waitForLeaders: false }));
  return check(admin, wanted, created);
}

async function check(admin: Admin, { topic, partitions, config }: Wanted, created: boolean): Promise<EnsuredTopic> {
  const count = await partitionsOf(admin, topic);
  const differences = created ? [] : await differencesOf(admin, topic, config);
  if (count < partitions) {
    throw new TopicProblem('topic_partitions_missing', `The topic ${topic} has ${count} partitions, not ${partitions}.`);
  }
  return { topic, created, partitions: count, differences };
}

/** Waits for the leaders. kafkajs would wait itself, but takes a broker that has not heard of the topic yet for an error. */
async function partitionsOf(admin: Admin, topic: string): Promise<number> {
  for (const until = performance.now() + KNOWN_WITHIN_MS; ; ) {
    try {
      const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
      return topics[0]?.partitions.length ?? 0;
    } catch (error) {
      if (!NOT_YET.has((error as { type?: unknown }).type) || performance.now() > until) throw error;
      await sleep(LOOK_AGAIN_MS);
    }
  }
}

/** A topic's own setting, not the broker's default. */
const OWN = 1;

async function differencesOf(admin: Admin, topic: string, config: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const resources = [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: topic, configNames: Object.keys(config) }];
  const { resources: described } = await admin.describeConfigs({ resources, includeSynonyms: false });
  const entries = described[0]?.configEntries ?? [];
  // The type says "not the default" in a field of its own that kafkajs fills for old brokers only.
  const own = entries.filter((entry) => (entry.configSource as number) === OWN);
  if (!own.some(({ configName, configValue }) => configName === 'message.timestamp.type' && configValue === 'LogAppendTime')) {
    throw new TopicProblem('topic_not_ours', `The topic ${topic} exists without our settings: auto-creation made it, or somebody by hand.`);
  }
  const values = new Map(entries.map(({ configName, configValue }) => [configName, configValue]));
  return Object.entries(config).filter(([name, value]) => values.get(name) !== value).map(([name, value]) => `${name}: ${values.get(name)}, not ${value}`);
}

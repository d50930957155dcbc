import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { engineFolder, exists } from '../engine-cache.ts';
import { runCommand } from '../fetch/command.ts';
import { LOOPBACK } from '../port.ts';
import { EngineProcess } from '../process/engine-process.ts';
import type { Watchdog } from '../process/watchdog.ts';
import { kafkaAnswers } from './kafka-probe.ts';
import type { Place } from './place.ts';

export interface KafkaPorts {
  readonly broker: number;
  readonly controller: number;
}

/** A broker that was killed counts as alive for this long, and its successor waits; shorter, and a busy machine makes it count as dead. */
const SESSION_MS = 6_000;
/** The quick compiler and the small collector: it is up in half the time where cores are few, and fast enough for one machine. */
const JAVA_FLAGS = ['-Xms256m', '-Xmx512m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn'];

/** One node is broker and controller; topics exist because somebody created them with intent. */
export function serverProperties({ broker, controller }: KafkaPorts, folder: string): string {
  const properties = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@${LOOPBACK}:${controller}`,
    listeners: `PLAINTEXT://${LOOPBACK}:${broker},CONTROLLER://${LOOPBACK}:${controller}`,
    'advertised.listeners': `PLAINTEXT://${LOOPBACK}:${broker}`,
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    'log.dirs': folder,
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'default.replication.factor': 1,
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.num.partitions': 4,
    'group.initial.rebalance.delay.ms': 0,
    'broker.session.timeout.ms': SESSION_MS,
    'broker.heartbeat.interval.ms': 500,
    'auto.create.topics.enable': false,
  };
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

export class KafkaEngine extends EngineProcess {
  readonly brokers: readonly string[];

  constructor(place: Place, ports: KafkaPorts, watchdog: Watchdog) {
    const classPath = join(engineFolder('kafka'), 'libs', '*');
    const properties = `${place.base}.properties`;
    super(
      {
        name: 'kafka',
        base: place.base,
        ports: [ports.broker, ports.controller],
        launch: async () => {
          const folder = join(place.folder, 'log');
          await mkdir(folder, { recursive: true });
          await writeFile(properties, serverProperties(ports, folder));
          if (!exists(join(folder, 'meta.properties'))) await format(classPath, properties);
          return { file: 'java', args: [...JAVA_FLAGS, '-cp', classPath, 'kafka.Kafka', properties] };
        },
        answers: () => kafkaAnswers(ports.broker),
      },
      watchdog,
    );
    this.brokers = [`${LOOPBACK}:${ports.broker}`];
  }
}

/** A cluster id is 16 random bytes in URL-safe base64; with a leading dash it would be taken for an option. */
export function clusterId(): string {
  return randomBytes(16).toString('base64url').replace(/^-/, 'A');
}

async function format(classPath: string, properties: string): Promise<void> {
  await runCommand({ file: 'java', args: [...JAVA_FLAGS, '-cp', classPath, 'kafka.tools.StorageTool', 'format', '-t', clusterId(), '-c', properties] });
}

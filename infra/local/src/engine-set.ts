import { join, resolve } from 'node:path';
import type { Credentials } from './credentials.ts';
import type { EngineName, FetchedEngine } from './engine-version.ts';
import { KafkaEngine } from './engine/kafka.ts';
import { PostgresEngine } from './engine/postgres.ts';
import { S3Engine } from './engine/s3.ts';
import { TemporalEngine } from './engine/temporal.ts';
import { freePort } from './port.ts';
import type { Watchdog } from './process/watchdog.ts';

export interface EngineSet {
  readonly postgres: PostgresEngine;
  readonly kafka: KafkaEngine;
  readonly temporal: TemporalEngine;
  readonly s3: S3Engine;
}

/** Ports that are not named are chosen free. */
export interface EnginePorts {
  readonly postgres?: number;
  readonly kafka?: number;
  /** Of Kafka's controller; nobody but Kafka talks to it. */
  readonly kafkaController?: number;
  readonly temporal?: number;
  readonly s3?: number;
}

/** Who leans on whom is stopped first. */
export const STOP_ORDER = ['temporal', 's3', 'kafka', 'postgres'] as const satisfies readonly EngineName[];
export const ENGINE_NAMES: readonly EngineName[] = ['postgres', 'kafka', 'temporal', 's3'];

/** PostgreSQL comes with npm. */
export const FETCHED_FOR: Readonly<Record<EngineName, readonly FetchedEngine[]>> = {
  postgres: [],
  kafka: ['kafka'],
  temporal: ['temporal'],
  s3: ['versitygw'],
};

export interface Ground {
  readonly dataDir: string;
  readonly ports: EnginePorts;
  readonly credentials: Credentials;
  readonly watchdog: Watchdog;
}

type Makers = { readonly [Name in EngineName]: (ground: Ground) => Promise<EngineSet[Name]> };

const placeOf = ({ dataDir }: Ground, name: EngineName) => ({ folder: join(resolve(dataDir), name), base: join(resolve(dataDir), name) });

export const MAKERS: Makers = {
  postgres: async (ground) => {
    const port = ground.ports.postgres ?? (await freePort());
    return new PostgresEngine(placeOf(ground, 'postgres'), { port, password: ground.credentials.postgresPassword }, ground.watchdog);
  },
  kafka: async (ground) => {
    const broker = ground.ports.kafka ?? (await freePort());
    const controller = ground.ports.kafkaController ?? (await freePort());
    return new KafkaEngine(placeOf(ground, 'kafka'), { broker, controller }, ground.watchdog);
  },
  temporal: async (ground) => new TemporalEngine(placeOf(ground, 'temporal'), ground.ports.temporal ?? (await freePort()), ground.watchdog),
  s3: async (ground) => {
    const { s3AccessKeyId: accessKeyId, s3SecretAccessKey: secretAccessKey } = ground.credentials;
    const port = ground.ports.s3 ?? (await freePort());
    return new S3Engine(placeOf(ground, 's3'), { port, keys: { accessKeyId, secretAccessKey } }, ground.watchdog);
  },
};

import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { EngineSet } from './engine-set.ts';

/** What `.faxwire/engines.json` says, credentials included. */
export interface EngineAddresses {
  /** The process that runs them; when it is gone, they are. */
  readonly pid: number;
  readonly postgres: { readonly url: string };
  readonly kafka: { readonly brokers: readonly string[] };
  readonly temporal: { readonly address: string; readonly namespace: string };
  readonly s3: {
    readonly endpoint: string;
    readonly region: string;
    readonly bucket: string;
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
  };
}

export function addressesOf({ postgres, kafka, temporal, s3 }: EngineSet): EngineAddresses {
  const { endpoint, region, bucket, accessKeyId, secretAccessKey } = s3;
  return {
    pid: process.pid,
    postgres: { url: postgres.url },
    kafka: { brokers: kafka.brokers },
    temporal: { address: temporal.address, namespace: temporal.namespace },
    s3: { endpoint, region, bucket, accessKeyId, secretAccessKey },
  };
}

/** Whole or not at all: others wait for the file and read it at once. */
export async function writeAddresses(file: string, addresses: EngineAddresses): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}`;
  await writeFile(beside, `${JSON.stringify(addresses, null, 2)}\n`, { mode: 0o600 });
  await rename(beside, file);
}

export async function removeAddresses(file: string): Promise<void> {
  await rm(file, { force: true });
}

/** For people: everything but the secrets. */
export function addressLines({ postgres, kafka, temporal, s3 }: EngineAddresses): readonly string[] {
  return [
    `PostgreSQL  ${new URL(postgres.url).host}/faxwire`,
    `Kafka       ${kafka.brokers.join(', ')}`,
    `Temporal    ${temporal.address}, namespace ${temporal.namespace}`,
    `S3          ${s3.endpoint}, bucket ${s3.bucket}`,
  ];
}

import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Kafka, logLevel } from 'kafkajs';
import pg from 'pg';
import { engineProof } from './engine-cache.ts';
import { runCommand } from './fetch/command.ts';
import { identityOf } from './process/identity.ts';
import { startEngines } from './start.ts';
import type { StartedEngines } from './start.ts';
import type { EngineName } from './engine-version.ts';

const TIMEOUT_MS = 120_000;

describe('the engines', () => {
  let dataDir: string;
  let engines: StartedEngines<EngineName>;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'faxwire-engines-'));
    engines = await startEngines({ dataDir });
  }, TIMEOUT_MS);
  afterAll(async () => {
    const pids = [engines.kafka.pid, engines.postgres.pid, engines.temporal.pid, engines.s3.pid].map(Number);
    await engines.stop();
    expect(pids.map((pid) => identityOf(pid))).toEqual([undefined, undefined, undefined, undefined]);
    await rm(dataDir, { recursive: true, force: true });
  }, TIMEOUT_MS);

  it('keep their credentials from other users', async () => {
    expect((await stat(join(dataDir, 'credentials.json'))).mode & 0o777).toBe(0o600);
  });

  it('include a Kafka that is killed and goes on with its topics on the same port', async () => {
    const { kafka } = engines;
    const [broker] = kafka.brokers;
    const admin = new Kafka({ brokers: [...kafka.brokers], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: 'pages', numPartitions: 3 }], waitForLeaders: true });
    const first = kafka.pid;
    await kafka.kill('SIGKILL');
    expect(kafka.pid).toBeUndefined();
    await kafka.start();
    expect(kafka.pid).not.toBe(first);
    expect(kafka.brokers).toEqual([broker]);
    const after = new Kafka({ brokers: [...kafka.brokers], logLevel: logLevel.NOTHING }).admin();
    await after.connect();
    expect(await after.listTopics()).toContain('pages');
    await Promise.all([admin.disconnect(), after.disconnect()]);
  }, TIMEOUT_MS);

  it('include a Kafka that creates no topic by itself', async () => {
    const admin = new Kafka({ brokers: [...engines.kafka.brokers], logLevel: logLevel.NOTHING, retry: { retries: 0 } }).admin();
    await admin.connect();
    await expect(admin.fetchTopicMetadata({ topics: ['nobody-made-me'] })).rejects.toMatchObject({ type: 'UNKNOWN_TOPIC_OR_PARTITION' });
    await admin.disconnect();
  }, TIMEOUT_MS);

  it('include a PostgreSQL that is killed with its whole family and keeps its rows', async () => {
    const { postgres } = engines;
    await inDatabase(postgres.url, 'CREATE TABLE page (number int); INSERT INTO page VALUES (7)');
    await postgres.kill('SIGKILL');
    await expect(inDatabase(postgres.url, 'SELECT 1')).rejects.toThrow();
    await postgres.start();
    expect(await inDatabase(postgres.url, 'SELECT number FROM page')).toEqual([{ number: 7 }]);
  }, TIMEOUT_MS);

  it('include a PostgreSQL that answers nothing while it is frozen', async () => {
    const { postgres } = engines;
    const client = new pg.Client({ connectionString: postgres.url, query_timeout: 500 });
    client.on('error', () => {});
    await client.connect();
    await postgres.freeze();
    await expect(client.query('SELECT 1')).rejects.toThrow(/timeout/);
    await postgres.thaw();
    await client.end();
    expect(await inDatabase(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  }, TIMEOUT_MS);

  it('include a Temporal that has our search attributes, also after it was killed', async () => {
    const { temporal } = engines;
    const attributes = () => runCommand({ file: engineProof('temporal'), args: ['operator', 'search-attribute', 'list', '--address', temporal.address] });
    const expected = [/FaxAttempts\s+Int/, /FaxStatus\s+Keyword/, /FaxTenant\s+Keyword/].map((line) => expect.stringMatching(line));
    for (const found of expected) expect(await attributes()).toEqual(found);
    await temporal.kill('SIGKILL');
    await temporal.start();
    for (const found of expected) expect(await attributes()).toEqual(found);
  }, TIMEOUT_MS);

  it('include an S3 server that writes nothing over and keeps objects when it is killed', async () => {
    const { s3 } = engines;
    const client = new S3Client({ endpoint: s3.endpoint, region: s3.region, credentials: s3, forcePathStyle: true });
    const put = (Bucket: string, Body: string) => client.send(new PutObjectCommand({ Bucket, Key: 'a/b.tiff', Body, IfNoneMatch: '*' }));
    await client.send(new CreateBucketCommand({ Bucket: 'another' }));
    for (const bucket of [s3.bucket, 'another']) {
      await put(bucket, 'first');
      await expect(put(bucket, 'second')).rejects.toMatchObject({ $metadata: { httpStatusCode: 412 } });
    }
    await s3.kill('SIGKILL');
    await s3.start();
    const { Body } = await client.send(new GetObjectCommand({ Bucket: s3.bucket, Key: 'a/b.tiff' }));
    expect(await Body?.transformToString()).toBe('first');
    client.destroy();
  }, TIMEOUT_MS);

  it('show no secret among the arguments of a process', async () => {
    const { s3SecretAccessKey } = JSON.parse(await readFile(join(dataDir, 'credentials.json'), 'utf8'));
    const shown = await readFile(`/proc/${engines.s3.pid}/cmdline`, 'utf8');
    expect(shown).toContain('posix');
    expect(shown).not.toContain(s3SecretAccessKey);
  });
});

async function inDatabase(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

import { get } from 'node:http';

export interface TestKafka {
  readonly brokers: string[];
}

export interface TestTemporal {
  readonly address: string;
  readonly namespace: string;
}

export interface TestTemporalServer {
  /** Program to hand to `TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } })`. */
  readonly executablePath: string;
}

export interface TestS3 {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * Kafka of this test run: started when the first spec asks for it, shared by all, stopped at the end. Topics and groups have to
 * have names of their own. `FAXWIRE_TEST_KAFKA_BROKERS` (host:port, ...) names another one.
 */
export async function kafka(): Promise<TestKafka> {
  const brokers = process.env['FAXWIRE_TEST_KAFKA_BROKERS'];
  return brokers ? { brokers: brokers.split(',').map((broker) => broker.trim()) } : ask('kafka');
}

/** Temporal with our search attributes; task queues and workflow ids have to be of one's own. `FAXWIRE_TEST_TEMPORAL_ADDRESS` names another one. */
export async function temporal(): Promise<TestTemporal> {
  const address = process.env['FAXWIRE_TEST_TEMPORAL_ADDRESS'];
  return address ? { address, namespace: process.env['FAXWIRE_TEST_TEMPORAL_NAMESPACE'] ?? 'default' } : ask('temporal');
}

/** The server that skips time: a program that the SDK starts by itself. */
export async function temporalTestServer(): Promise<TestTemporalServer> {
  return ask('temporal-test-server');
}

/** An S3 server without buckets of ours. `FAXWIRE_TEST_S3_ENDPOINT` (with _ACCESS_KEY_ID, _SECRET_ACCESS_KEY and _REGION) names another one. */
export async function s3(): Promise<TestS3> {
  const { FAXWIRE_TEST_S3_ENDPOINT: endpoint, ...env } = process.env;
  if (!endpoint) return ask('s3');
  return {
    endpoint,
    region: env['FAXWIRE_TEST_S3_REGION'] ?? 'us-east-1',
    accessKeyId: env['FAXWIRE_TEST_S3_ACCESS_KEY_ID'] ?? 'faxwire',
    secretAccessKey: env['FAXWIRE_TEST_S3_SECRET_ACCESS_KEY'] ?? 'faxwire-secret',
  };
}

/** The setup of the test run listens there (tools/jest-global-setup.mjs). */
function ask<Address>(engine: string): Promise<Address> {
  const server = process.env['FAXWIRE_TEST_ENGINES_URL'];
  if (!server) throw new Error('No engines for this test run: start it with `npm test`.');
  return new Promise((resolve, reject) => {
    const request = get(`${server}/${engine}`, { agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        const body = JSON.parse(text) as Address & { message: string };
        if (response.statusCode === 200) resolve(body);
        else reject(new Error(`No ${engine} for this test run: ${body.message}`));
      });
    });
    request.on('error', reject);
  });
}

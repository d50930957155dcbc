import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { apiDocument, operationsOf } from '@faxwire/api-app';
import { FaxwireClient } from '@faxwire/client';
import { loadConfiguration } from '@faxwire/platform';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { openHouse, type House } from '../house.ts';
import { ExampleObjects } from './example-object.ts';
import { examplesIn, promisedLines, variablesOf, type PageExample } from './page-example.ts';
import { runExample } from './run-example.ts';

const PAGE = fileURLToPath(new URL('../../../../docs/faxid-api.md', import.meta.url));
const TEST_MS = 90_000;
const ID = 'https://faxwire.example/openapi.json';

const examples = examplesIn(await readFile(PAGE, 'utf8'));
const document = apiDocument();
const operations = new Map(operationsOf(document).map((placed) => [placed.operation.operationId, placed]));

describe('the page of the API', () => {
  let [database, folder, house]: [TemporaryDatabase?, string?, House?] = [];
  let env: Record<string, string> = {};
  let objects: ExampleObjects;
  const receiver = createServer((request, response) => void request.resume().on('end', () => response.writeHead(204).end()));
  const ajv = new Ajv2020({ strict: false });

  beforeAll(async () => {
    addFormats.default(ajv);
    ajv.addFormat('binary', true).addSchema({ $id: ID, ...document });
    database = await temporaryDatabase();
    folder = await mkdtemp(join(tmpdir(), 'faxwire-page-'));
    house = await openHouse(loadConfiguration({
      env: { FAXWIRE_DATA_DIR: folder, FAXWIRE_DATABASE_URL: database.url, FAXWIRE_PORT: '0', FAXWIRE_LOG_LEVEL: 'silent', FAXWIRE_WEBHOOKS_ALLOW_LOOPBACK: 'always' },
      cwd: folder,
    }));
    const { tenants, apiKeys } = house.base;
    const { id: tenantId } = await tenants.createTenant({ name: 'Test', defaultCountry: 'US' });
    const { key } = await apiKeys.createKey(tenantId, 'test', 'test');
    const rootKey = (await readFile(join(folder, 'root.key'), 'utf8')).trim();
    env = { FAXWIRE_URL: house.baseUrl, FAXWIRE_KEY: key, FAXWIRE_ROOT_KEY: rootKey };
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    objects = new ExampleObjects(new FaxwireClient({ baseUrl: house.baseUrl, apiKey: key }), {
      admin: new FaxwireClient({ baseUrl: house.baseUrl, apiKey: rootKey }), ownTenantId: tenantId,
      receiver: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/fax-events`,
    });
  }, TEST_MS);

  afterAll(async () => {
    await house?.close(0);
    receiver.close();
    await rm(folder ?? '', { recursive: true, force: true });
    await database?.drop();
  }, TEST_MS);

  async function variablesFor({ text }: PageExample): Promise<Record<string, string>> {
    const names = variablesOf(text, Object.keys(objects.makers));
    const made = await Promise.all(names.map(async (name) => [name, await objects.makers[name]?.()] as const));
    return { ...env, ...Object.fromEntries(made) as Record<string, string> };
  }

  /** The schemas of what the operation may answer with; empty where that is not JSON. */
  function schemasOf(operationId: string): string[] {
    const { path = '', method = '', operation } = operations.get(operationId) ?? {};
    const at = (status: string) => ['paths', path, method, 'responses', status, 'content', 'application/json', 'schema'].map((part) => encodeURIComponent(part.replaceAll('/', '~1')));
    return Object.entries(operation?.responses ?? {})
      .filter(([status, { content = {} }]) => status.startsWith('2') && 'application/json' in content)
      .map(([status]) => `${ID}#/${at(status).join('/')}`);
  }

  it.each(examples.map((example) => [`${example.operationId} in ${example.language}`, example] as const))('shows %s as it is', async (_name, example) => {
    const run = await runExample(example, folder ?? '', await variablesFor(example));
    expect([run.code, run.stderr]).toEqual([0, '']);
    if (example.language === 'ts') {
      expect(promisedLines(example.text)).not.toEqual([]);
      expect(run.stdout.trimEnd().split('\n')).toEqual(promisedLines(example.text));
      return;
    }
    const schemas = schemasOf(example.operationId);
    if (schemas.length === 0) return;
    const printed: unknown = JSON.parse(run.stdout);
    expect(schemas.some((schema) => ajv.validate(schema, printed)) || ajv.errors).toBe(true);
  }, TEST_MS);

  it('is found out where an example fails, or prints something else', async () => {
    const broken = (language: 'sh' | 'ts', text: string): PageExample => ({ operationId: 'getFax', language, text });
    const variables = await variablesFor(broken('ts', 'FAXID'));
    const wrong = await runExample(broken('sh', 'curl -sS --fail-with-body "$FAXWIRE_URL/fax/x" -H "Authorization: Bearer $FAXWIRE_KEY"'), folder ?? '', variables);
    expect(wrong.code).toBe(22);
    const other = await runExample(broken('ts', 'console.log((await client.getFax(FAXID)).faxStatus); // prints: FaxFailed'), folder ?? '', variables);
    expect(other.stdout).toBe('FaxSent\n');
  }, TEST_MS);
});

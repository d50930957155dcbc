import { Problem, WEBHOOK_SCHEMA_TYPES, type WebhookSchemaListBody } from '@faxwire/contracts';
import { openBench, type ApiBench } from '../api-bench.ts';

let bench: ApiBench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

describe('the schemas of webhooks', () => {
  it('are listed and read without a key, one for each type', async () => {
    const { schemas } = (await (await fetch(`${bench.url}/webhook-schemas`)).json()) as WebhookSchemaListBody;
    expect(schemas.map(({ type }) => type)).toEqual([...WEBHOOK_SCHEMA_TYPES]);
    for (const { type, path } of schemas) {
      const response = await fetch(bench.url + path);
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ $id: path, $schema: 'https://json-schema.org/draft/2020-12/schema', title: type, properties: { type: { const: type } } });
    }
  });

  it.each(['FaxSent', 'Nothing.json', '.json', 'constructor.json'])('are not found under %s', async (file) => {
    const response = await fetch(`${bench.url}/webhook-schemas/${file}`);
    expect([response.status, Problem.parse(await response.json()).code]).toEqual([404, 'webhook_schema_not_found']);
  });
});

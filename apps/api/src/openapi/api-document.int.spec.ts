import { ERRORS, Problem, asyncApiJson, isErrorCode, type ErrorCode } from '@faxwire/contracts';
import { openBench, type ApiBench } from '../api-bench.ts';
import { ALL_OPERATIONS } from '../operations.ts';
import { apiDocument, errorsOf } from './api-document.ts';

const routes = new Set<string>();
let bench: ApiBench;
beforeAll(async () => {
  bench = await openBench({ onRoute: (method, path) => routes.add(`${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`) });
});
afterAll(() => bench.close());

interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: object }>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, { readonly properties: Readonly<Record<string, object>> }>> };
}

async function served(): Promise<Described> {
  return (await (await fetch(`${bench.url}/openapi.json`)).json()) as Described;
}

describe('the API description', () => {
  it('has every route of the running server, and no other', async () => {
    const described = Object.entries((await served()).paths).flatMap(([path, item]) => Object.keys(item).map((method) => `${method} ${path}`));
    // Fastify answers HEAD wherever GET is.
    expect(described.sort()).toEqual([...routes].filter((route) => !route.startsWith('head ')).sort());
    expect(described).toHaveLength(ALL_OPERATIONS.length);
  });

  it('is printed from the code', async () => {
    expect(await served()).toEqual(JSON.parse(JSON.stringify(apiDocument())));
  });

  it('has the events on Kafka beside it', async () => {
    expect(await (await fetch(`${bench.url}/asyncapi.json`)).json()).toEqual(JSON.parse(asyncApiJson()));
  });

  it('has the documented attributes of a fax as they are, and marks ours', async () => {
    const { properties } = (await served()).components.schemas['Fax'] ?? { properties: {} };
    const ours = Object.entries(properties).filter(([, property]) => 'x-faxwire-addition' in property).map(([name]) => name);
    const documented = ['tenantId', 'faxId', 'faxStatus', 'createdOn', 'updatedOn', 'phoneNumber', 'failedReason'];
    expect(Object.keys(properties).filter((name) => !ours.includes(name)).sort()).toEqual([...documented].sort());
    expect(ours).toEqual(expect.arrayContaining(['metadata', 'mode', 'pageCount', 'pagesConfirmed', 'attemptCount', 'failedCause']));
  });

  it('has every error of the catalogue somewhere, and answers each under its own status', async () => {
    const anywhere: readonly ErrorCode[] = ['route_not_found', 'method_not_allowed'];
    const codes = new Set([...ALL_OPERATIONS.flatMap((operation) => errorsOf(operation)), ...anywhere]);
    expect([...codes].sort()).toEqual(Object.keys(ERRORS).sort());
    for (const { path, method } of ALL_OPERATIONS) {
      const responses = (await served()).paths[path]?.[method]?.responses ?? {};
      for (const [status, response] of Object.entries(responses) as [string, { 'x-faxwire-codes'?: string[] }][]) {
        for (const code of response['x-faxwire-codes'] ?? []) expect([code, isErrorCode(code) && ERRORS[code].status]).toEqual([code, Number(status)]);
      }
    }
  });
});

describe('a request that reaches no operation', () => {
  const refused = async (response: Response, status: number, code: string) => {
    expect([response.status, Problem.parse(await response.json()).code]).toEqual([status, code]);
    expect(response.headers.get('x-content-type-options')).toBe(status === 431 ? null : 'nosniff');
    expect(response.headers.has('server') || response.headers.has('x-powered-by')).toBe(false);
  };

  it('is told so in the form of every other error', async () => {
    await refused(await bench.fetch('/nothing'), 404, 'route_not_found');
    await refused(await bench.fetch('/fax/webhook'), 404, 'fax_not_found');
    await refused(await bench.fetch('/fax/%zz'), 400, 'malformed_request');
    await refused(await bench.fetch(`/fax/${'x'.repeat(200)}`), 414, 'uri_too_long');
    await refused(await bench.fetch('/fax/x', { headers: { big: 'x'.repeat(20_000) } }), 431, 'headers_too_large');
  });

  it('is told which methods there are', async () => {
    const response = await bench.fetch('/fax/webhook/endpoints', { method: 'PATCH' });
    expect(response.headers.get('allow')?.split(', ').sort()).toEqual(['DELETE', 'GET', 'POST', 'PUT'].filter((method) => method !== 'PUT'));
    await refused(response, 405, 'method_not_allowed');
  });

  it('is counted by template, never by path', async () => {
    await bench.fetch('/fax/3fa85f64-5717-4562-b3fc-2c963f66afa6');
    await bench.fetch('/3fa85f64');
    expect(bench.observed.map(({ route }) => route)).toEqual(expect.arrayContaining(['/fax/:faxId', 'unknown']));
    expect(JSON.stringify(bench.observed)).not.toContain('3fa85f64');
  });
});

describe('an unknown fault', () => {
  it('tells the client nothing but the request id', async () => {
    const broken = await openBench({ parts: ({ webhookEndpoints }) => ({ webhookEndpoints: Object.assign(Object.create(webhookEndpoints), { list: fail }) }) });
    try {
      const response = await broken.fetch('/fax/webhook/endpoints');
      const text = await response.text();
      expect([response.status, Problem.parse(JSON.parse(text)).code]).toEqual([500, 'internal_error']);
      expect(text).not.toContain('secret');
      expect(broken.faults).toHaveLength(1);
    } finally {
      await broken.close();
    }
  });
});

async function fail(): Promise<never> {
  throw new Error('secret detail');
}

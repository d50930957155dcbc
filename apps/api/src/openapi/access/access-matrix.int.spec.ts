import { Problem, SCOPES, type Scope } from '@faxwire/contracts';
import { KeyBook, newKey, type KeyMode } from '@faxwire/tenancy';
import { openBench, type ApiBench } from '../../api-bench.ts';
import { ALL_OPERATIONS } from '../../operations.ts';
import { apiDocument } from '../api-document.ts';
import { operationsOf, type PlacedOperation } from '../document-shape.ts';
import { MARK, MATRIX_OBJECTS, objectNamed, type Victim } from './matrix-object.ts';
import { matrixRequest, objectNames, type Ids } from './matrix-request.ts';

/** Every operation that asks who is there, with every way to be the wrong one. */
const scopeOf = new Map<string, Scope>(ALL_OPERATIONS.flatMap(({ operationId, scope }) => (scope === undefined ? [] : [[operationId, scope] as const])));
const GUARDED = operationsOf(apiDocument()).filter(({ operation }) => scopeOf.has(operation.operationId));
const WITH_OBJECTS = GUARDED.filter((placed) => objectNames(placed).length > 0);
const named = (operations: readonly PlacedOperation[]) => operations.map((placed) => [`${placed.method} ${placed.path}`, placed] as const);

interface Answer {
  readonly status: number;
  readonly code: string | undefined;
  /** Without what is different in each: the request's id, and the object's. */
  readonly text: string;
}

/** What a request says of its tenant is nobody's word. */
const CLAIMS = (): Record<string, string> => ({ 'x-tenant-id': victim.tenantId, 'x-optum-tenant-id': victim.tenantId });

let bench: ApiBench;
let victim: Victim;
let stranger: string;
let none: readonly string[];
let testKey: string;
const keysWithout = new Map<Scope, string>();
beforeAll(async () => {
  bench = await openBench();
  const tenant = await bench.otherTenant();
  victim = { bench, tenantId: tenant.id, key: await bench.keyOf(tenant, 'live') };
  stranger = await bench.keyOf(await bench.otherTenant(), 'live');
  for (const name of Object.keys(MATRIX_OBJECTS)) await objectNamed(name)?.make(victim);
  for (const scope of SCOPES) keysWithout.set(scope, (await keyWith({ scopes: SCOPES.filter((each) => each !== scope) })).key);
  testKey = (await keyWith({ mode: 'test' })).key;
  const revoked = await keyWith({});
  await new KeyBook(bench.database.dataSource).revoke({ tenantId: victim.tenantId, keyId: revoked.keyId });
  const expired = await keyWith({ expiresAt: Date.now() - 1 });
  none = ['malformed', `${victim.key.slice(0, -1)}${victim.key.endsWith('0') ? '1' : '0'}`, newKey('live').key, revoked.key, expired.key];
});
afterAll(() => bench.close());

async function keyWith(options: { scopes?: readonly Scope[]; mode?: KeyMode; expiresAt?: number }): Promise<{ key: string; keyId: string }> {
  const { scopes = SCOPES, mode = 'live', expiresAt } = options;
  const made = await new KeyBook(bench.database.dataSource).create(victim.tenantId, { name: '', mode, scopes, expiresAt });
  if (!made.ok) throw new Error(made.code);
  return { key: made.done.key, keyId: made.done.apiKey.keyId };
}

async function ask(placed: PlacedOperation, ids: Ids, key: string | undefined): Promise<Answer> {
  const { method, path, headers, body } = matrixRequest(placed, ids);
  const authorization: Record<string, string> = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const gone = new AbortController();
  const response = await fetch(bench.url + path, { method, headers: { ...CLAIMS(), ...headers, ...authorization }, ...(body !== undefined && { body }), signal: gone.signal });
  // Who may follow a fax gets an answer without end.
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
    gone.abort();
    return { status: response.status, code: undefined, text: '' };
  }
  return answerOf(response.status, await response.text(), { ids, requestId: response.headers.get('x-request-id') ?? '' });
}

function answerOf(status: number, body: string, { ids, requestId }: { ids: Ids; requestId: string }): Answer {
  const text = [requestId, ...Object.values(ids)].reduce((masked, id) => masked.replaceAll(id, '*'), body);
  const problem = body.includes('urn:faxwire:problem') ? Problem.parse(JSON.parse(body)) : undefined;
  return { status, code: problem?.code, text };
}

async function victims(placed: PlacedOperation): Promise<Ids> {
  const entries: [string, string][] = [];
  for (const name of objectNames(placed)) entries.push([name, (await objectNamed(name)?.make(victim)) ?? '']);
  const ids = Object.fromEntries(entries);
  // An attempt is one of its fax.
  return ids['faxId'] !== undefined && 'attemptId' in ids ? { ...ids, attemptId: `att_${ids['faxId']}_1` } : ids;
}

function absent(placed: PlacedOperation): Ids {
  return Object.fromEntries(objectNames(placed).map((name) => [name, objectNamed(name)?.absent ?? '']));
}

describe.each(named(GUARDED))('%s', (_, placed) => {
  const scope = scopeOf.get(placed.operation.operationId) ?? 'fax:read';

  it('asks for a key', async () => {
    expect(await ask(placed, await victims(placed), undefined)).toMatchObject({ status: 401, code: 'api_key_missing' });
  });

  it('refuses every key that is none with the same words', async () => {
    const ids = await victims(placed);
    const answers = [];
    for (const key of none) answers.push(await ask(placed, ids, key));
    expect(answers[0]).toMatchObject({ status: 401, code: 'api_key_invalid' });
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });

  it('refuses a key that has every scope but the one it needs, whether the object is there or not', async () => {
    const key = keysWithout.get(scope);
    const there = await ask(placed, await victims(placed), key);
    expect(there).toMatchObject({ status: 403, code: 'scope_missing' });
    expect(await ask(placed, absent(placed), key)).toEqual(there);
  });

  it('shows another tenant nothing, whatever tenant the request says it is of', async () => {
    const answer = await ask(placed, await victims(placed), stranger);
    expect(answer.text).not.toContain(MARK);
    expect(answer.text).not.toContain(victim.tenantId);
  });

  it('shows a test key nothing of what is live', async () => {
    const ids = await victims(placed);
    const { text } = await ask(placed, ids, testKey);
    expect(text).not.toContain(MARK);
  });
});

/** Of the others, a tenant has one sort alone. */
const OBJECTS_WITH_MODE = ['faxId', 'keyId', 'endpointId', 'id'];

describe.each(named(WITH_OBJECTS))('%s of another tenant\'s object', (_, placed) => {
  it('answers as if there were none, to the letter, and does nothing', async () => {
    const ids = await victims(placed);
    const foreign = await ask(placed, ids, stranger);
    expect(foreign).toEqual(await ask(placed, absent(placed), stranger));
    // The negative control: the same request of its owner finds it as it was.
    const own = await ask(placed, ids, victim.key);
    expect([own.status, own.text]).not.toEqual([foreign.status, foreign.text]);
    expect(own.status).not.toBe(400);
  });

  it('answers a test key as if there were none, where the object is live', async () => {
    const ids = await victims(placed);
    if (!OBJECTS_WITH_MODE.some((name) => name in ids)) return;
    expect(await ask(placed, ids, testKey)).toEqual(await ask(placed, absent(placed), testKey));
  });
});

describe('the matrix', () => {
  it('has every operation that is not open', () => {
    expect(GUARDED.length + ALL_OPERATIONS.filter(({ scope }) => scope === undefined).length).toBe(ALL_OPERATIONS.length);
    expect(GUARDED.length).toBeGreaterThan(0);
  });

  it('says what to add for an operation that names an object of a new kind', () => {
    const [placed] = WITH_OBJECTS;
    if (!placed) throw new Error('no operation names an object');
    const stranger = { ...placed, operation: { ...placed.operation, parameters: [{ in: 'path' as const, name: 'parcelId', schema: {} }] } };
    expect(() => objectNames(stranger)).toThrow('parcelId: add to MATRIX_OBJECTS');
  });
});

import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { form, openBench, page, type ApiBench, type BenchOptions } from '../api-bench.ts';
import { apiDocument } from '../openapi/api-document.ts';
import { operationsOf, type PlacedOperation } from '../openapi/document-shape.ts';
import { requestsTo, type FuzzRequest, type Ground } from './request-arbitrary.ts';

/** Whoever reads this in an answer reads what is another tenant's. */
const CANARY = `canary${randomUUID().slice(0, 8)}`;
/** Faults that the description has: everything else of 500 and more is ours to mend. */
const EXPECTED_FAULTS = new Set([503, 507]);
/** No answer of ours takes so long. */
const ANSWER_MS = 30_000;

/** A server with two tenants: one that asks anything, and one whose things nobody may see. */
export class FuzzStage {
  readonly #bench: ApiBench;
  readonly #ground: Ground;
  readonly #key: string;
  /** How often which kind of answer was given: 2 for 200 to 299. */
  readonly answers = new Map<number, number>();

  private constructor(bench: ApiBench, ground: Ground, key: string) {
    this.#bench = bench;
    this.#ground = ground;
    this.#key = key;
  }

  static async open(options: BenchOptions = {}): Promise<FuzzStage> {
    const bench = await openBench(options);
    const stranger = await bench.otherTenant();
    const foreign = await thingsOf(bench, await bench.keyOf(stranger), CANARY);
    const own = await thingsOf(bench, bench.key, 'own');
    // Operations may take away what the asking key is or may: those of keys and tenants have others to play with.
    const spare = await bench.otherTenant();
    const nowhere = randomUUID();
    const ids = {
      faxId: [own.faxId, foreign.faxId, nowhere], attemptId: [`att_${own.faxId}_1`, `att_${foreign.faxId}_1`], page: ['1', '2', '0'],
      endpointId: [own.endpointId, foreign.endpointId, 'hook_none'], keyId: [own.keyId, foreign.keyId, 'none'], tenantId: [spare.id, nowhere],
      deliveryId: ['1', nowhere], number: ['+15550100', '15550100'], batchId: ['own', CANARY], eventType: ['FaxSent', 'None'],
    };
    return new FuzzStage(bench, { components: apiDocument().components.schemas, ids }, bench.key);
  }

  /** Sends so many requests to the operation. @throws with the seed and the smallest request that the server should not answer so */
  async fuzz(placed: PlacedOperation, { runs, seed }: { readonly runs: number; readonly seed: number }): Promise<void> {
    const answered = fc.asyncProperty(requestsTo(placed, this.#ground), async (request) => this.#judge(placed, request));
    await fc.assert(answered, { numRuns: runs, seed, endOnFailure: true });
  }

  /** Part of all answers that did what was asked for, or refused it. */
  share(kind: 2 | 4): number {
    const all = [...this.answers.values()].reduce((sum, count) => sum + count, 0);
    return (this.answers.get(kind) ?? 0) / all;
  }

  /** @throws Error where an answer was another than the description says, or nothing is answered any more */
  async close(): Promise<void> {
    const alive = await fetch(`${this.#bench.url}/openapi.json`);
    await alive.arrayBuffer();
    await this.#bench.close();
    if (alive.status !== 200) throw new Error(`the server answers ${alive.status} after it`);
  }

  async #judge({ path }: PlacedOperation, { method, url, headers, body }: FuzzRequest): Promise<void> {
    const authorization = `Bearer ${path.startsWith('/admin') ? this.#bench.rootKey : this.#key}`;
    const gone = new AbortController();
    const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(ANSWER_MS)]);
    const response = await fetch(this.#bench.url + url, { method, headers: { ...headers, authorization }, redirect: 'manual', signal, ...(body !== undefined && { body }) });
    const endless = response.headers.get('content-type')?.startsWith('text/event-stream');
    const text = endless ? '' : await response.text();
    gone.abort();
    const kind = Math.floor(response.status / 100);
    this.answers.set(kind, (this.answers.get(kind) ?? 0) + 1);
    if (response.status >= 500 && !EXPECTED_FAULTS.has(response.status)) throw new Error(`${response.status}: ${text} ${String(this.#bench.faults.at(-1))}`);
    if (text.includes(CANARY) && !path.startsWith('/admin')) throw new Error(`another tenant's: ${text.slice(0, 500)}`);
  }
}

/** A fax, an endpoint and a key, with the word in whatever can be written into them. */
async function thingsOf(bench: ApiBench, key: string, word: string): Promise<{ faxId: string; endpointId: string; keyId: string }> {
  const json = { 'content-type': 'application/json' };
  const made = async <Body>(path: string, init: RequestInit): Promise<Body> => {
    const response = await bench.fetch(path, { ...init, method: 'POST', key });
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return (await response.json()) as Body;
  };
  const { faxId } = await made<{ faxId: string }>('/fax', { body: form({ phoneNumber: '+19995550100', document: page(word), metadata: JSON.stringify({ word }) }) });
  const { id } = await made<{ id: string }>('/fax/webhook/endpoints', { headers: json, body: JSON.stringify({ url: `https://example.com/${word}`, description: word }) });
  const { keyId } = await made<{ keyId: string }>('/keys', { headers: json, body: JSON.stringify({ name: word }) });
  return { faxId, endpointId: id, keyId };
}

/** Every operation of the description, by its name. */
export const FUZZED: readonly (readonly [string, PlacedOperation])[] = operationsOf(apiDocument()).map((placed) => [placed.operation.operationId, placed]);

/** Another one each time, but where somebody wants to see a failure again: `FAXWIRE_FUZZ_SEED`. */
export function fuzzSeed(): number {
  const given = process.env['FAXWIRE_FUZZ_SEED'];
  return given === undefined ? Date.now() % 2 ** 31 : Number(given);
}

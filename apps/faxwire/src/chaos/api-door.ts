import type { FaxBody } from '@faxwire/contracts';
import type { PlannedFax } from './fax-plan.ts';
import { textOfPages } from '../e2e/text-document.ts';

/** Longer than a database may take to come back; a process that stands still is left for the next one. */
const ANSWER_WITHIN_MS = 20_000;

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

/** The API of several processes: whoever gets no answer from one asks the next. */
export class ApiDoor {
  readonly #baseUrls: readonly string[];
  readonly #apiKey: string;
  #next = 0;

  constructor(baseUrls: readonly string[], apiKey: string) {
    this.#baseUrls = baseUrls;
    this.#apiKey = apiKey;
  }

  submit({ key, phoneNumber, pages }: PlannedFax): Promise<Answer<FaxBody>> {
    const body = new FormData();
    body.set('phoneNumber', phoneNumber);
    body.set('metadata', JSON.stringify({ case: key }));
    body.set('document', new Blob([textOfPages(pages, `This is ${key}.`)], { type: 'text/plain' }), 'document.txt');
    return this.#ask('/fax', { method: 'POST', body, headers: { 'idempotency-key': key } });
  }

  fax(faxId: string): Promise<Answer<FaxBody>> {
    return this.#ask(`/fax/${faxId}`);
  }

  askForWebhooks(url: string, events: readonly string[]): Promise<Answer<unknown>> {
    return this.#ask('/fax/webhook/endpoints', { method: 'POST', body: JSON.stringify({ url, events }), headers: { 'content-type': 'application/json' } });
  }

  async #ask<Body>(path: string, init: RequestInit = {}): Promise<Answer<Body>> {
    const baseUrl = this.#baseUrls[(this.#next += 1) % this.#baseUrls.length] ?? '';
    const headers = { ...init.headers, authorization: `Bearer ${this.#apiKey}` };
    const response = await fetch(`${baseUrl}${path}`, { ...init, headers, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    return { status: response.status, body: (await response.json()) as Body };
  }
}

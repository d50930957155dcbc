import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { AttemptBody, AttemptListBody, FaxBody, FaxEventBody, FaxListBody, WebhookEndpointListBody } from '@faxwire/contracts';
import type { Credentials } from '../credentials.ts';
import { serverSentEvents } from './server-sent-events.ts';

/** An answer that is not the one asked for. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, problem: { readonly code?: string; readonly detail?: string; readonly title?: string }) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.status = status;
    this.code = problem.code ?? `http_${status}`;
  }
}

/** The faxId API as a program uses it. */
export class FaxwireClient {
  readonly #credentials: Credentials;

  constructor(credentials: Credentials) {
    this.#credentials = credentials;
  }

  async send(path: string, phoneNumber: string): Promise<FaxBody> {
    const form = new FormData();
    form.set('phoneNumber', phoneNumber);
    form.set('document', new Blob([await readFile(path)]), basename(path));
    return this.#json<FaxBody>('/fax', { method: 'POST', body: form });
  }

  fax(faxId: string): Promise<FaxBody> {
    return this.#json<FaxBody>(`/fax/${encodeURIComponent(faxId)}`);
  }

  async attempts(faxId: string): Promise<readonly AttemptBody[]> {
    return (await this.#json<AttemptListBody>(`/fax/${encodeURIComponent(faxId)}/attempts`)).attempts;
  }

  async list(limit: number): Promise<FaxListBody['faxes']> {
    return (await this.#json<FaxListBody>(`/fax?limit=${limit}`)).faxes;
  }

  async endpoints(): Promise<WebhookEndpointListBody['endpoints']> {
    return (await this.#json<WebhookEndpointListBody>('/fax/webhook/endpoints')).endpoints;
  }

  createEndpoint(url: string, description: string): Promise<{ readonly id: string; readonly secret: string }> {
    const body = JSON.stringify({ url, description });
    return this.#json('/fax/webhook/endpoints', { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  }

  async deleteEndpoint(id: string): Promise<void> {
    await this.#request(`/fax/webhook/endpoints?id=${encodeURIComponent(id)}`, { method: 'DELETE' });
  }

  /** Everything that happened to the fax and that happens, until the caller stops reading. */
  async *events(faxId: string, signal: AbortSignal): AsyncGenerator<FaxEventBody> {
    const response = await this.#request(`/fax/${encodeURIComponent(faxId)}/events`, { headers: { accept: 'text/event-stream' }, signal });
    if (!response.body) return;
    for await (const data of serverSentEvents(response.body)) yield JSON.parse(data) as FaxEventBody;
  }

  async #json<Body>(path: string, init: RequestInit = {}): Promise<Body> {
    return (await (await this.#request(path, init)).json()) as Body;
  }

  async #request(path: string, init: RequestInit): Promise<Response> {
    const { baseUrl, apiKey } = this.#credentials;
    const response = await fetch(`${baseUrl}${path}`, { ...init, headers: { ...init.headers, authorization: `Bearer ${apiKey}` } });
    if (response.ok) return response;
    throw new ApiRefusal(response.status, (await response.json().catch(() => ({}))) as { code?: string });
  }
}

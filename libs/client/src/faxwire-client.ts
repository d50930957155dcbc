import type { Answer, Api, Arguments, Attempt, CallOptions, Fax, FaxEvent, Input, OperationId, Route } from './call.ts';
import { oauthTokens, type OAuthClient, type TokenSource } from './credential.ts';
import { documentBlob, type DocumentSource } from './document-source.ts';
import { errorOf } from './faxwire-error.ts';
import { follow, type FollowOptions } from './follow.ts';
import { ROUTES } from './generated/route.ts';
import { everyItem } from './paging.ts';
import { requestOf, urlOf, type AnyInput, type Request } from './request.ts';
import { DEFAULT_RETRY, retrying, type RetryPolicy } from './retry.ts';

export type ClientOptions = {
  /** Where Faxwire is, as `https://fax.example.com`. */
  readonly baseUrl: string;
  readonly retry?: Partial<RetryPolicy>;
  /** How long one try may take until its answer begins; 2 minutes by default, for large documents. */
  readonly timeoutMs?: number;
} & ({ readonly apiKey: string } | { readonly oauth: OAuthClient });

/** The fields of a fax with its document, or its documents in their order. */
export type NewFax = Omit<Input<'sendFax'>['body'], 'document'> & { readonly document: DocumentSource | readonly DocumentSource[] };

const DEFAULT_TIMEOUT_MS = 120_000;

/** The faxId API. Every method throws FaxwireError where the server refuses. */
export class FaxwireClient {
  /** One method for each operation of the API, by its name: parameters by their names, the body as `body`. */
  readonly api: Api;
  readonly #baseUrl: string;
  readonly #token: TokenSource;
  readonly #retry: RetryPolicy;
  readonly #timeoutMs: number;

  constructor(options: ClientOptions) {
    this.#baseUrl = options.baseUrl.replace(/\/$/, '');
    this.#retry = { ...DEFAULT_RETRY, ...options.retry };
    this.#timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    this.#token = 'oauth' in options
      ? oauthTokens({ tokenUrl: `${this.#baseUrl}/oauth/token`, ...options.oauth }, Date.now)
      : () => Promise.resolve(options.apiKey);
    const methods = Object.keys(ROUTES).map((id) => [id, (input?: AnyInput, call?: CallOptions) => this.#call(id as OperationId, input, call)]);
    this.api = Object.fromEntries(methods) as Api;
  }

  /** Calls an operation by its name. */
  call<Id extends OperationId>(operationId: Id, ...[input, options]: Arguments<Id>): Promise<Answer<Id>> {
    return this.#call(operationId, input as AnyInput | undefined, options) as Promise<Answer<Id>>;
  }

  /** Sends a fax. It is made once, however often the request has to be repeated. */
  async sendFax({ document, ...fields }: NewFax, options?: CallOptions): Promise<Fax> {
    const sources = Array.isArray(document) ? (document as readonly DocumentSource[]) : [document as DocumentSource];
    const documents = await Promise.all(sources.map(documentBlob));
    return (await this.#call('sendFax', { body: { ...fields, document: documents } }, options)) as Fax;
  }

  getFax(faxId: string, options?: CallOptions): Promise<Fax> {
    return this.call('getFax', { faxId }, options);
  }

  stopFax(faxId: string, options?: CallOptions): Promise<Fax> {
    return this.call('stopFax', { faxId }, options);
  }

  holdFax(faxId: string, options?: CallOptions): Promise<Fax> {
    return this.call('holdFax', { faxId }, options);
  }

  reviveFax(faxId: string, options?: CallOptions): Promise<Fax> {
    return this.call('reviveFax', { faxId }, options);
  }

  retryFax(faxId: string, options?: CallOptions): Promise<Fax> {
    return this.call('retryFax', { faxId }, options);
  }

  async attempts(faxId: string, options?: CallOptions): Promise<readonly Attempt[]> {
    return (await this.call('getAttempts', { faxId }, options)).attempts;
  }

  /** Every fax, the newest first, page after page as far as the caller reads. */
  faxes(query: Omit<Input<'listFaxes'>, 'after'> = {}, options?: CallOptions): AsyncGenerator<Answer<'listFaxes'>['faxes'][number]> {
    const load = (after: string | undefined) => this.call('listFaxes', { ...query, ...(after !== undefined && { after }) }, options);
    return everyItem(load, ({ faxes }) => faxes);
  }

  /** Everything that happened to the fax and that happens, until nothing more happens by itself. Lost connections are made anew. */
  events(faxId: string, options: FollowOptions = {}): AsyncGenerator<FaxEvent> {
    const { signal } = options;
    const open = (after: number) => this.#open(faxId, after, signal);
    return follow(open, this.#retry, options);
  }

  async #open(faxId: string, after: number, signal: AbortSignal | undefined): Promise<Response> {
    const route: Route = ROUTES.streamEvents;
    const headers = { accept: 'text/event-stream', ...(after > 0 && { 'Last-Event-ID': String(after) }) };
    return this.#send(urlOf(this.#baseUrl, route, { faxId }), requestOf(route, {}, { headers, ...(signal && { signal }) }), route);
  }

  async #call(operationId: OperationId, input: AnyInput = {}, options: CallOptions = {}): Promise<unknown> {
    const route: Route = ROUTES[operationId];
    const url = urlOf(this.#baseUrl, route, input);
    // One key for all tries: that is what makes them one request.
    const request = requestOf(route, input, options);
    const safe = route.method === 'GET' || route.idempotent === true;
    const response = await retrying(() => this.#sendInTime(url, request, route), this.#retry, { safe, signal: options.signal });
    if (response.status === 204) return undefined;
    const json = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    return json ? response.json() : response;
  }

  async #sendInTime(url: string, request: Request, route: Route): Promise<Response> {
    const late = AbortSignal.timeout(this.#timeoutMs);
    return this.#send(url, { ...request, signal: request.signal ? AbortSignal.any([request.signal, late]) : late }, route);
  }

  async #send(url: string, request: Request, { open }: Route): Promise<Response> {
    const credential: Record<string, string> = open ? {} : { authorization: `Bearer ${await this.#token()}` };
    const response = await fetch(url, { ...request, headers: { ...request.headers, ...credential } });
    if (!response.ok) throw await errorOf(response);
    return response;
  }
}

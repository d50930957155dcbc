import type { Dispatcher } from 'undici';
import { Deadline, guardedClient, networkErrorOf } from '@faxwire/outbound';
import { resolveWebhookTarget, type AllowList, type ResolveAddresses } from '@faxwire/tenancy';
import type { AttemptOutcome } from '../attempt-outcome.ts';
import { retryAfterOf } from './retry-after.ts';

export interface WebhookSenderOptions {
  readonly allowLoopback: boolean;
  readonly allow?: AllowList;
  /** From the look-up of the name to the last byte of the answer, ms. */
  readonly timeoutMs: number;
  /** Read of an answer at most, bytes: it says what it says in its status. */
  readonly maxResponseBytes?: number;
  readonly resolve?: ResolveAddresses;
  /** Authorities to trust instead of the well-known ones, PEM. */
  readonly ca?: string;
}

export interface WebhookRequest {
  readonly url: string;
  /** Left out: POST. */
  readonly method?: 'POST' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  /** As the delivery log keeps them: without what the endpoint's owner wants kept secret. */
  readonly shownHeaders?: Readonly<Record<string, string>>;
  readonly body: string;
  /** When it is sent, ms since the Unix epoch: a Retry-After date is read against it. */
  readonly now: number;
}

/** Longer than any acknowledgement. */
const MAX_RESPONSE_BYTES = 16 * 1_024;
/** As much of an answer as helps its owner to find the fault. */
const KEPT_RESPONSE_BYTES = 1_024;

/** Sends one request and says what it came to. Never rejects, always ends within the deadline. */
export class WebhookSender {
  readonly #options: WebhookSenderOptions;

  constructor(options: WebhookSenderOptions) {
    this.#options = options;
  }

  async send(request: WebhookRequest, stop?: AbortSignal): Promise<AttemptOutcome> {
    const startedAt = performance.now();
    const deadline = new Deadline(this.#options.timeoutMs, stop);
    try {
      const answer = await deadline.bound(this.#exchange(request, deadline.signal));
      return { durationMs: elapsed(startedAt), ...sentOf(request), ...answer };
    } catch (error) {
      return { durationMs: elapsed(startedAt), ...sentOf(request), error: deadline.reached ?? networkErrorOf(error) };
    } finally {
      deadline.clear();
    }
  }

  async #exchange(request: WebhookRequest, signal: AbortSignal): Promise<Omit<AttemptOutcome, 'durationMs'>> {
    const target = await resolveWebhookTarget(request.url, { ...this.#options, signal });
    signal.throwIfAborted();
    if (!target.ok) return { error: target.code };
    const { timeoutMs, ca } = this.#options;
    const client = guardedClient(target, { timeoutMs, signal, ...(ca === undefined ? {} : { ca }) });
    try {
      const { url } = target;
      const path = `${url.pathname}${url.search}`;
      const response = await client.request({ method: request.method ?? 'POST', path, headers: request.headers, body: request.body, signal });
      return { ...answerOf(response, request.now), response: await beginningOf(response, this.#options.maxResponseBytes ?? MAX_RESPONSE_BYTES) };
    } finally {
      // Whatever the receiver still sends is cut off here.
      client.destroy().catch(() => undefined);
    }
  }
}

const sentOf = ({ url, shownHeaders: headers }: WebhookRequest): Pick<AttemptOutcome, 'request'> => (headers ? { request: { url, headers } } : {});

const elapsed = (startedAt: number): number => Math.round(performance.now() - startedAt);

function answerOf({ statusCode: status, headers }: Dispatcher.ResponseData, now: number): Omit<AttemptOutcome, 'durationMs'> {
  const wish = headers['retry-after'];
  const retryAfterMs = retryAfterOf(status, Array.isArray(wish) ? wish[0] : wish, now);
  return { status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

/** What is past the limit is not waited for: the status stands already. */
async function beginningOf({ body }: Dispatcher.ResponseData, maxBytes: number): Promise<string> {
  const keptBytes = Math.min(KEPT_RESPONSE_BYTES, maxBytes);
  const kept: Buffer[] = [];
  let bytes = 0;
  if (maxBytes === 0) return '';
  for await (const chunk of body as AsyncIterable<Buffer>) {
    if (bytes < keptBytes) kept.push(chunk.subarray(0, keptBytes - bytes));
    bytes += chunk.length;
    if (bytes >= maxBytes) break;
  }
  return readable(Buffer.concat(kept));
}

/** PostgreSQL stores no NUL, and a log shows no control characters. */
function readable(bytes: Buffer): string {
  return bytes.toString('utf8').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/gu, ' ');
}

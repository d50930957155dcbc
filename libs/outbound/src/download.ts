import { Transform, type Readable } from 'node:stream';
import type { Client, Dispatcher } from 'undici';
import { resolveWebhookTarget, type ResolveAddresses, type WebhookTarget, type WebhookUrlRules } from '@faxwire/tenancy';
import { Deadline } from './deadline.ts';
import { DownloadBroken, refuseDownload, type DownloadRefusal } from './download-refusal.ts';
import { fileNameOf } from './file-name.ts';
import { guardedClient } from './guarded-client.ts';
import { networkErrorOf } from './network-error.ts';

export interface DownloadOptions {
  readonly maxBytes: number;
  /** From the look-up of the name to the last byte read, ms: a slow reader of the body spends it, too. */
  readonly timeoutMs: number;
  /** The same as for webhooks. */
  readonly rules: WebhookUrlRules;
  readonly signal?: AbortSignal;
  readonly resolve?: ResolveAddresses;
  /** Authorities to trust instead of the well-known ones, PEM. */
  readonly ca?: string;
}

export interface Download {
  readonly ok: true;
  /** To be read to its end or destroyed; ends with `DownloadBroken` past the size or the time. */
  readonly body: Readable;
  /** Without parameters, in lower case. */
  readonly contentType: string | undefined;
  readonly fileName: string | undefined;
  /** As announced; what arrives may be less. */
  readonly bytes: number | undefined;
}

const HEADERS = { 'user-agent': 'Faxwire/1', accept: '*/*', 'accept-encoding': 'identity' };

/**
 * GETs a file from a URL that a tenant chose: only from checked addresses, connected to as they were checked; no redirect,
 * no proxy, no decompression. Never rejects.
 */
export async function download(url: string, options: DownloadOptions): Promise<Download | DownloadRefusal> {
  const deadline = new Deadline(options.timeoutMs, options.signal);
  try {
    const answer = await deadline.bound(begin(url, options, deadline));
    if (!answer.ok) deadline.clear();
    return answer;
  } catch (error) {
    deadline.clear();
    return refuseDownload(deadline.reached ?? networkErrorOf(error));
  }
}

async function begin(text: string, options: DownloadOptions, deadline: Deadline): Promise<Download | DownloadRefusal> {
  const { rules, resolve, timeoutMs, ca, maxBytes } = options;
  const { signal } = deadline;
  const target = await resolveWebhookTarget(text, { ...rules, signal, ...(resolve && { resolve }) });
  if (!target.ok) return target;
  signal.throwIfAborted();
  const client = guardedClient(target, { timeoutMs, signal, ...(ca === undefined ? {} : { ca }) });
  try {
    const response = await client.request({ method: 'GET', path: `${target.url.pathname}${target.url.search}`, headers: HEADERS, signal });
    const refusal = judge(response, maxBytes);
    if (refusal) cutOff(client);
    return refusal ?? fileOf(response, { client, deadline, target, maxBytes });
  } catch (error) {
    cutOff(client);
    throw error;
  }
}

interface Running {
  readonly client: Client;
  readonly deadline: Deadline;
  readonly target: WebhookTarget;
  readonly maxBytes: number;
}

function judge({ statusCode, headers }: Dispatcher.ResponseData, maxBytes: number): DownloadRefusal | undefined {
  if (statusCode >= 300 && statusCode < 400) return refuseDownload('redirected');
  if (statusCode !== 200) return refuseDownload('not_answered_with_a_file', `The server answered with the status ${statusCode}.`);
  if (header(headers, 'content-encoding') !== undefined) return refuseDownload('not_answered_with_a_file', 'The server sent a compressed answer that was not asked for.');
  return Number(header(headers, 'content-length') ?? 0) > maxBytes ? refuseDownload('too_large') : undefined;
}

function fileOf({ headers, body }: Dispatcher.ResponseData, running: Running): Download {
  const length = header(headers, 'content-length');
  return {
    ok: true,
    body: bounded(body, running),
    contentType: header(headers, 'content-type')?.split(';')[0]?.trim().toLowerCase(),
    fileName: fileNameOf(header(headers, 'content-disposition'), running.target.url.pathname),
    bytes: length === undefined ? undefined : Number(length),
  };
}

function bounded(body: Readable, { client, deadline, maxBytes }: Running): Readable {
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      if (bytes > maxBytes) done(new DownloadBroken(refuseDownload('too_large')));
      else done(null, chunk);
    },
  });
  body.on('error', (error) => counted.destroy(new DownloadBroken(refuseDownload(deadline.reached ?? networkErrorOf(error)))));
  // Read to its end, broken or thrown away by its reader: each is a close.
  counted.on('close', () => {
    deadline.clear();
    cutOff(client);
  });
  return body.pipe(counted);
}

/** Whatever the far side still sends ends here. */
function cutOff(client: Client): void {
  client.destroy().catch(() => undefined);
}

function header(headers: Dispatcher.ResponseData['headers'], name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

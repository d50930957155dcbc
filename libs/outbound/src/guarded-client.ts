import { Client } from 'undici';
import type { WebhookTarget } from '@faxwire/tenancy';
import { pinnedConnector } from './pinned-connector.ts';

/** Node's own default, said here because the far side is not to be trusted. */
const MAX_RESPONSE_HEADER_BYTES = 16 * 1_024;

export interface ClientOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Authorities to trust instead of the well-known ones, PEM. */
  readonly ca?: string;
}

/**
 * A connection to the checked addresses of a target, for one request: nothing of a tenant's server outlives its own use.
 * Redirects are answers like any other; a client follows none.
 */
export function guardedClient({ url, hostname, addresses }: WebhookTarget, { ca, timeoutMs, signal }: ClientOptions): Client {
  return new Client(url.origin, {
    connect: pinnedConnector({ hostname, addresses, signal, ...(ca === undefined ? {} : { ca }) }),
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxHeaderSize: MAX_RESPONSE_HEADER_BYTES,
  });
}

import { DocumentStoreError } from '../document-store.ts';

/** 4xx that are about the moment and not about the request. */
const PASSING_STATUSES: ReadonlySet<number> = new Set([408, 409, 425, 429]);
const PASSING_NAMES: ReadonlySet<string> = new Set(['RequestTimeout', 'RequestTimeTooSkewed']);

/**
 * The store's failure in our words. Only NoSuchKey is an absence: a missing bucket, a proxy's 404 and a cut connection
 * say nothing about the document, and a fax must not fail for them.
 */
export function storeFailure(cause: unknown): DocumentStoreError {
  if (cause instanceof DocumentStoreError) return cause;
  const name = nameOf(cause);
  if (name === 'NoSuchKey') return new DocumentStoreError('document_not_found', { cause });
  if (name === 'CredentialsProviderError') return new DocumentStoreError('document_store_refused', { cause });
  const status = statusOf(cause);
  const passing = status < 400 || status >= 500 || PASSING_STATUSES.has(status) || PASSING_NAMES.has(name);
  return new DocumentStoreError(passing ? 'document_store_unavailable' : 'document_store_refused', { cause });
}

/** An object is there already, or another put of the same content came first, or ours arrived and its answer did not. */
const TAKEN: ReadonlySet<string> = new Set(['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchUpload']);

export function isTaken(error: unknown): boolean {
  return TAKEN.has(nameOf(error));
}

export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return 0;
  const metadata = error.$metadata as { readonly httpStatusCode?: number } | undefined;
  return metadata?.httpStatusCode ?? 0;
}

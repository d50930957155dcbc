import { FaxLogBusy, isConnectionFailure } from '@faxwire/event-log';

/** A document store that does not answer, or not to us: mended, the same request succeeds. */
const STORE_CODES: ReadonlySet<string> = new Set(['document_store_unavailable', 'document_store_refused']);

/** True where a thing that we depend on does not answer, or not in time: the same request can succeed later. */
export function isUnavailable(error: Error): boolean {
  return error instanceof FaxLogBusy || STORE_CODES.has(codeOf(error)) || isConnectionFailure(error);
}

export function isOutOfSpace(error: Error): boolean {
  const code = codeOf(error);
  return code === 'ENOSPC' || code === 'EDQUOT';
}

function codeOf(error: Error): string {
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' ? code : '';
}

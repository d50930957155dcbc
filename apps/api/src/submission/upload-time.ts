import type { IncomingMessage } from 'node:http';
import { ProblemError } from '@faxwire/platform';
import { LINGER_MS } from '../limits.ts';

/** Gives up on a request that trickles in. Its socket is closed after the answer, which ends what is still reading from it. */
export async function withinUploadTime<Result>(timeoutMs: number, read: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), timeoutMs);
  const timedOut = new Promise<never>((_resolve, reject) => {
    over.signal.addEventListener('abort', () => reject(new ProblemError('upload_timeout', { headers: { Connection: 'close' } })), { once: true });
  });
  const reading = read(over.signal);
  // Where the time is up, how the reading ends is nobody's business any more.
  reading.catch(() => undefined);
  try {
    return await Promise.race([reading, timedOut]);
  } finally {
    clearTimeout(timer);
  }
}

/** Throws away what a refused client is still sending, for a while, so that it gets to read its answer instead of a reset. */
export function discardRest(request: IncomingMessage): void {
  if (request.readableEnded || request.destroyed) return;
  request.unpipe();
  request.resume();
  const timer = setTimeout(() => request.destroy(), LINGER_MS).unref();
  request.once('close', () => clearTimeout(timer));
  request.once('end', () => clearTimeout(timer));
}

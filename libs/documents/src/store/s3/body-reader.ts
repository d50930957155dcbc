import type { Readable } from 'node:stream';
import { DocumentStoreError } from '../document-store.ts';
import type { Take } from '../unseal.ts';
import { storeFailure } from './s3-failure.ts';

/** Takes from a response as it comes in; what breaks off or stalls is the store's failure, and never a short document. */
export function takeFromBody(body: Readable, stalledAfterMs: number): Take {
  const pieces = body[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
  let held: Buffer = Buffer.alloc(0);
  return async (bytes) => {
    const parts: Buffer[] = [held];
    let length = held.length;
    while (length < bytes) {
      const piece = await inTime(pieces.next(), body, stalledAfterMs);
      if (piece.done) break;
      parts.push(piece.value);
      length += piece.value.length;
    }
    const all = parts.length === 1 ? held : Buffer.concat(parts);
    held = all.subarray(bytes);
    return all.subarray(0, bytes);
  };
}

async function inTime<T>(next: Promise<T>, body: Readable, withinMs: number): Promise<T> {
  const timer = setTimeout(() => body.destroy(new DocumentStoreError('document_store_unavailable')), withinMs);
  try {
    return await next;
  } catch (cause) {
    throw storeFailure(cause);
  } finally {
    clearTimeout(timer);
  }
}

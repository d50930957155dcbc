import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DocumentStoreError } from '@faxwire/documents';
import { ProblemError } from '@faxwire/platform';
import { attachment } from './attachment.ts';

export interface Download {
  readonly stream: Readable;
  readonly type: string;
  readonly fileName: string;
  /** What the bytes are known by; absent where they are made anew each time. */
  readonly sha256?: string;
  readonly bytes?: number;
}

/** Sends a stream as a file. What keeps its first bytes away is answered as an error; later the connection breaks off. */
export async function send({ stream, type, fileName, sha256, bytes }: Download, reply: FastifyReply): Promise<StreamableFile> {
  await begun(stream);
  void reply.headers({ 'Content-Disposition': attachment(fileName), ...(sha256 !== undefined && { ETag: `"${sha256}"` }) });
  return new StreamableFile(stream, { type, ...(bytes !== undefined && { length: bytes }) });
}

/** @throws ProblemError where the store has no such document any more */
async function begun(stream: Readable): Promise<void> {
  try {
    await once(stream, 'readable');
  } catch (error) {
    throw withoutBytes(error);
  }
}

/** What a missing document is to the client; any other error stays as it is. */
export function withoutBytes(error: unknown): unknown {
  const isGone = error instanceof DocumentStoreError && error.code === 'document_not_found';
  return isGone ? new ProblemError('document_not_found', { detail: 'The document is not stored any more.', cause: error }) : error;
}

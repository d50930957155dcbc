import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { PROBLEM_MEDIA_TYPE, problemOf, type ErrorCode } from '@faxwire/contracts';

const BY_NODE_CODE: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'upload_timeout',
};

/**
 * Time for the answer to be read, ms. Closing at once would reset the connection under what the client still sends, and it
 * could lose its answer; but a socket that is only ended stays as long as its client likes, and holds a descriptor.
 */
const FAREWELL_MS = 1_000;

/** Answers what never became a request (RFC 9112 cannot be read from it), in the form of every other error, and hangs up. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy(error);
    return;
  }
  const problem = problemOf(BY_NODE_CODE[error.code ?? ''] ?? 'malformed_request');
  const body = JSON.stringify(problem);
  const head = `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}\r\n`;
  const headers = `Content-Type: ${PROBLEM_MEDIA_TYPE}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n`;
  socket.end(head + headers + body);
  // What still comes must not become a request after all.
  socket.pause();
  const timer = setTimeout(() => socket.destroy(), FAREWELL_MS).unref();
  socket.once('close', () => clearTimeout(timer));
}

import { randomUUID } from 'node:crypto';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerClientError, type ProblemFilter } from '@faxwire/platform';
import { standardHeaders } from './request-hooks.ts';
import {
  HEADERS_TIMEOUT_MS, IDLE_TIMEOUT_MS, KEEP_ALIVE_TIMEOUT_MS, LATE_HEADERS_CHECK_MS, LINGER_MS, MAX_CONNECTIONS, MAX_HEADER_BYTES, MAX_JSON_BYTES,
  MAX_PARAM_CHARS, UPLOAD_TIMEOUT_MS,
} from '../limits.ts';

export interface AdapterOptions {
  readonly uploadTimeoutMs?: number;
  /** Addresses or networks whose X-Forwarded-For is believed. */
  readonly trustedProxies?: readonly string[];
}

/** A Fastify whose every limit is set: what a client sends is bounded in size and in time. */
export function boundedAdapter(filter: ProblemFilter, { uploadTimeoutMs = UPLOAD_TIMEOUT_MS, trustedProxies = [] }: AdapterOptions = {}): FastifyAdapter {
  const adapter = new FastifyAdapter({
    multipart: false,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    bodyLimit: MAX_JSON_BYTES,
    routerOptions: { maxParamLength: MAX_PARAM_CHARS },
    // The upload's own clock answers first and better; this one ends whatever escapes it.
    requestTimeout: uploadTimeoutMs + LINGER_MS,
    connectionTimeout: IDLE_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    http: { headersTimeout: HEADERS_TIMEOUT_MS, connectionsCheckingInterval: LATE_HEADERS_CHECK_MS, maxHeaderSize: MAX_HEADER_BYTES },
    // A client's request id would let it write into our logs.
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    clientErrorHandler: answerClientError,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      void reply.headers(standardHeaders(request.id));
      filter.answer(error, request, reply);
    },
    forceCloseConnections: 'idle',
  });
  adapter.getInstance().server.maxConnections = MAX_CONNECTIONS;
  return adapter;
}

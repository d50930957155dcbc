import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { apiDocument } from '../api-document.ts';
import { AnswerCheck } from './answer-check.ts';

/** More than these teach nothing new. */
const MAX_KEPT = 20;

/** Compares every answer that the server gives with the API description. The list fills with what differs. */
export function watchAnswers(fastify: FastifyInstance, check = new AnswerCheck(apiDocument())): readonly string[] {
  const differences: string[] = [];
  fastify.addHook('onSend', async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
    const type = reply.getHeader('content-type');
    const found = check.problems({
      method: request.method,
      path: request.is404 ? undefined : request.routeOptions.url?.replace(/:(\w+)/g, '{$1}'),
      status: reply.statusCode,
      contentType: typeof type === 'string' ? type : undefined,
      body: parsed(payload, String(type)),
    });
    if (differences.length < MAX_KEPT) differences.push(...found);
    return payload;
  });
  return differences;
}

function parsed(payload: unknown, type: string): unknown {
  if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return undefined;
  return type.includes('json') ? (JSON.parse(String(payload)) as unknown) : String(payload);
}

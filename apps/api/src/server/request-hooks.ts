import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError } from '@faxwire/platform';
import type { RequestFigures } from '../api-dependencies.ts';
import { ALL_OPERATIONS } from '../operations.ts';

/** What every answer carries, and what is counted of every request. */
export function addRequestHooks(fastify: FastifyInstance, observe: ((figures: RequestFigures) => void) | undefined): void {
  fastify.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    void reply.headers(standardHeaders(request.id));
    if (request.is404) refuseOtherMethod(request);
  });
  if (!observe) return;
  fastify.addHook('onResponse', async (request: FastifyRequest, reply: FastifyReply) => {
    const route = request.is404 ? 'unknown' : (request.routeOptions.url ?? 'unknown');
    observe({ method: request.method, route, status: reply.statusCode, seconds: reply.elapsedTime / 1_000 });
  });
}

/** Nothing of an answer is for caches or for guessing what it is. */
export function standardHeaders(requestId: string): Record<string, string> {
  return { 'X-Request-Id': requestId, 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' };
}

/** A path that we have, asked with a method that it has not. */
function refuseOtherMethod(request: FastifyRequest): void {
  const path = request.url.split('?', 1)[0] ?? '';
  const methods = ALL_OPERATIONS.filter((operation) => matches(operation.path, path)).map(({ method }) => method.toUpperCase());
  if (methods.length > 0) throw new ProblemError('method_not_allowed', { headers: { Allow: [...new Set(methods)].join(', ') } });
}

function matches(template: string, path: string): boolean {
  const [wanted, given] = [template.split('/'), path.split('/')];
  return wanted.length === given.length && wanted.every((part, at) => fits(part, given[at] ?? ''));
}

/** `{faxId}` is any text, `{page}.png` any with that ending. */
function fits(part: string, given: string): boolean {
  if (!part.startsWith('{')) return part === given;
  const ending = part.slice(part.indexOf('}') + 1);
  return given.length > ending.length && given.endsWith(ending);
}

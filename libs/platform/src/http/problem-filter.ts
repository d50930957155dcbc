import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PROBLEM_MEDIA_TYPE, problemOf } from '@faxwire/contracts';
import { errorCodeOf } from './error-code.ts';
import { ProblemError } from './problem-error.ts';

/** What clients wait before they come again, seconds: longer than a failover's hiccup, short enough for people. */
const RETRY_AFTER_SECONDS = 5;

/** Turns whatever was thrown into one answer of the catalogue. Of an unknown error the client learns nothing but the request id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #onFault: (error: unknown, requestId: string) => void;

  /** @param onFault told of every error that is ours, for the log */
  constructor(onFault: (error: unknown, requestId: string) => void) {
    this.#onFault = onFault;
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** Also for what Fastify refuses before any route or hook is reached. */
  readonly answer = (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const problem = error instanceof ProblemError ? error : new ProblemError(errorCodeOf(error), { cause: error });
    const body = problemOf(problem.code, { ...problem.details, requestId: request.id });
    if (body.status >= 500) this.#onFault(error, request.id);
    // An answer that has begun cannot become another one: end it, so that the client sees that it is not whole.
    if (reply.sent || reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    if (body.status === 503) void reply.header('Retry-After', String(RETRY_AFTER_SECONDS));
    void reply.headers({ ...problem.details.headers }).type(PROBLEM_MEDIA_TYPE).code(body.status).send(JSON.stringify(body));
  };
}

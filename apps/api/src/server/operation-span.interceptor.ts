import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { validate as isUuid } from 'uuid';
import { currentTraceparent, withSpan, type SpanOptions } from '@faxwire/platform';
import { OPERATION, type Operation } from '../operation.ts';

/** A span for every operation that ends; it goes on the caller's trace where the request brings one. */
@Injectable()
export class OperationSpanInterceptor implements NestInterceptor {
  readonly #reflector: Reflector;

  constructor(@Inject(Reflector) reflector: Reflector) {
    this.#reflector = reflector;
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const operation = this.#reflector.get<Operation | undefined>(OPERATION, context.getHandler());
    // A stream's span would stay open for hours.
    if (!operation || operation.streaming) return next.handle();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const name = `${operation.method.toUpperCase()} ${operation.path}`;
    return from(withSpan(name, spanOptions(request, operation), () => lastValueFrom(next.handle(), { defaultValue: undefined })));
  }
}

function spanOptions({ headers, params, id }: FastifyRequest, { operationId, path }: Operation): SpanOptions {
  const { traceparent } = headers;
  const faxId = typeof params === 'object' && params !== null ? (Reflect.get(params, 'faxId') as unknown) : undefined;
  return {
    kind: 'SERVER',
    attributes: { 'http.route': path, 'faxwire.operation': operationId, 'faxwire.request_id': id },
    // Where HTTP is instrumented, that span has the caller's trace already.
    ...(typeof traceparent === 'string' && currentTraceparent() === undefined && { parent: traceparent }),
    ...(typeof faxId === 'string' && isUuid(faxId) && { faxId: faxId.toLowerCase() }),
  };
}

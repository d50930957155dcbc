import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import { runAsTenant } from '@faxwire/event-log';
import type { AuditEntry } from '@faxwire/tenancy';
import { API_DEPENDENCIES, type ApiDependencies } from '../api-dependencies.ts';
import { principalOf } from '../auth/principal.ts';
import { OPERATION, isAudited, type Operation } from '../operation.ts';
import { changeNoteOf } from './change-note.ts';
import { withoutSecrets } from './without-secrets.ts';

/** Ids that an answer may have, the most telling first. */
const IDS = ['keyId', 'id', 'number', 'faxId', 'tenantId'];

/**
 * Writes down every change once it is made, before it is answered: who has an answer knows that it is on record. Where the
 * record cannot be written the answer is an error, and the change stands.
 */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  readonly #deps: ApiDependencies;
  readonly #reflector: Reflector;

  constructor(@Inject(API_DEPENDENCIES) deps: ApiDependencies, @Inject(Reflector) reflector: Reflector) {
    this.#deps = deps;
    this.#reflector = reflector;
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const operation = this.#reflector.get<Operation | undefined>(OPERATION, context.getHandler());
    if (!operation || !isAudited(operation)) return next.handle();
    return next.handle().pipe(mergeMap(async (answer: unknown) => {
      await this.#record(context, operation, answer);
      return answer;
    }));
  }

  #record(context: ExecutionContext, { operationId }: Operation, answer: unknown): Promise<void> {
    const principal = principalOf(context);
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const entry = { ...changeOf(request, answer), action: operationId, address: request.ip, requestId: request.id };
    if (principal) {
      const { tenantId, keyId } = principal;
      return runAsTenant(tenantId, () => this.#deps.audit.record({ ...entry, tenantId, actor: `key:${keyId}` }));
    }
    return this.#deps.admin?.audit.record({ ...entry, actor: 'root' }) ?? Promise.resolve();
  }
}

function changeOf(request: FastifyRequest, answer: unknown): Pick<AuditEntry, 'object' | 'before' | 'after' | 'tenantId'> {
  const { object, before, tenantId } = changeNoteOf(request);
  const parameters = Object.entries((request.params ?? {}) as Record<string, string>);
  const state = typeof answer === 'object' && answer !== null ? answer : undefined;
  const made = IDS.map((name) => state && textOf(Reflect.get(state, name))).find((id) => id !== undefined);
  const inPath = Object.fromEntries(parameters)['tenantId'];
  const last = parameters.at(-1)?.[1];
  return {
    object: object ?? (last === inPath ? (made ?? last) : last),
    before: before && withoutSecrets(before),
    after: state && withoutSecrets(state),
    tenantId: tenantId ?? inPath ?? (state && textOf(Reflect.get(state, 'tenantId'))),
  };
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

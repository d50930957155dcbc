import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import { ProblemError } from '@faxwire/platform';
import { API_DEPENDENCIES, type ApiDependencies } from '../api-dependencies.ts';
import { OPERATION, type Operation } from '../operation.ts';
import { FIELD, PARAMETER, validate } from '../validate.ts';
import { presentedCredential } from './presented-credential.ts';
import { rememberPrincipal } from './principal.ts';

const NOTHING = z.strictObject({});
const CHALLENGE = { 'WWW-Authenticate': 'Bearer realm="faxwire", Basic realm="faxwire"' };

/** Before any operation: who asks, and whether the request has what the operation does not know. */
@Injectable()
export class OperationGuard implements CanActivate {
  readonly #apiKeys: ApiDependencies['apiKeys'];
  readonly #reflector: Reflector;

  constructor(@Inject(API_DEPENDENCIES) { apiKeys }: ApiDependencies, @Inject(Reflector) reflector: Reflector) {
    this.#apiKeys = apiKeys;
    this.#reflector = reflector;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const operation = this.#reflector.get<Operation | undefined>(OPERATION, context.getHandler());
    // Health and metrics bring their own rules.
    if (!operation) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (!operation.open) await this.#authenticate(request);
    validate(operation.query ?? NOTHING, request.query, PARAMETER);
    if (!operation.body) validate(NOTHING, request.body ?? {}, FIELD);
    return true;
  }

  async #authenticate(request: FastifyRequest): Promise<void> {
    const presented = presentedCredential(request.headers);
    if (presented === undefined) throw new ProblemError('api_key_missing', { headers: CHALLENGE });
    const principal = await this.#apiKeys.authenticate(presented);
    if (!principal) throw new ProblemError('api_key_invalid', { headers: CHALLENGE });
    rememberPrincipal(request, principal);
  }
}

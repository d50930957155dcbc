import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { Scope } from '@faxwire/contracts';
import { ProblemError } from '@faxwire/platform';
import type { Principal } from '@faxwire/tenancy';
import { openRoom } from '../admin/open-room.ts';
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
  readonly #admin: ApiDependencies['admin'];
  readonly #reflector: Reflector;

  constructor(@Inject(API_DEPENDENCIES) { apiKeys, admin }: ApiDependencies, @Inject(Reflector) reflector: Reflector) {
    this.#apiKeys = apiKeys;
    this.#admin = admin;
    this.#reflector = reflector;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const operation = this.#reflector.get<Operation | undefined>(OPERATION, context.getHandler());
    // Health and metrics bring their own rules.
    if (!operation) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (operation.root) this.#askForRoot(request);
    else if (!operation.open) allow(await this.#authenticate(request), operation.scope);
    validate(operation.query ?? NOTHING, request.query, PARAMETER);
    if (!operation.body) validate(NOTHING, request.body ?? {}, FIELD);
    return true;
  }

  #askForRoot(request: FastifyRequest): void {
    const { rootKey } = openRoom({ ...(this.#admin && { admin: this.#admin }) });
    const presented = presentedCredential(request.headers);
    if (presented === undefined) throw new ProblemError('api_key_missing', { headers: CHALLENGE });
    if (!rootKey.opens(presented)) throw new ProblemError('root_key_invalid', { headers: CHALLENGE });
  }

  async #authenticate(request: FastifyRequest): Promise<Principal> {
    const presented = presentedCredential(request.headers);
    if (presented === undefined) throw new ProblemError('api_key_missing', { headers: CHALLENGE });
    const principal = await this.#apiKeys.authenticate(presented);
    if (!principal) throw new ProblemError('api_key_invalid', { headers: CHALLENGE });
    rememberPrincipal(request, principal);
    return principal;
  }
}

/** An operation that names no scope is nobody's: it was forgotten, and must not be open by that. */
function allow({ suspended, scopes }: Principal, scope: Scope | undefined): void {
  if (suspended) throw new ProblemError('tenant_suspended');
  if (scope === undefined) throw new RangeError('the operation names no scope');
  if (scopes.has(scope)) return;
  // RFC 6750, 3.1.
  const challenge = { 'WWW-Authenticate': `Bearer realm="faxwire", error="insufficient_scope", scope="${scope}"` };
  throw new ProblemError('scope_missing', { detail: `The operation needs the scope ${scope}, which this key has not.`, headers: challenge });
}

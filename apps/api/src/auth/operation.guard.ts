import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { Scope } from '@faxwire/contracts';
import { ProblemError } from '@faxwire/platform';
import type { Principal } from '@faxwire/tenancy';
import { OPERATION, type Operation } from '../operation.ts';
import { FIELD, PARAMETER, validate } from '../validate.ts';
import { Doorkeeper } from './doorkeeper.ts';
import { LinkDoor } from './link-door.ts';
import { hasLink } from './link-query.ts';
import { rememberPrincipal } from './principal.ts';

const NOTHING = z.strictObject({});

/** Before any operation: who asks, and whether the request has what the operation does not know. */
@Injectable()
export class OperationGuard implements CanActivate {
  readonly #doorkeeper: Doorkeeper;
  readonly #links: LinkDoor;
  readonly #reflector: Reflector;

  constructor(@Inject(Doorkeeper) doorkeeper: Doorkeeper, @Inject(LinkDoor) links: LinkDoor, @Inject(Reflector) reflector: Reflector) {
    this.#doorkeeper = doorkeeper;
    this.#links = links;
    this.#reflector = reflector;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const operation = this.#reflector.get<Operation | undefined>(OPERATION, context.getHandler());
    // Health and metrics bring their own rules.
    if (!operation) return true;
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    if (operation.root) this.#doorkeeper.askForRoot(request);
    else if (!operation.open) await this.#letIn(operation, request, http.getResponse<FastifyReply>());
    validate(operation.query ?? NOTHING, request.query, PARAMETER);
    if (!operation.body) validate(NOTHING, request.body ?? {}, FIELD);
    return true;
  }

  async #letIn(operation: Operation, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    // A link is what counts wherever one came: a key beside it does not make a bad one good.
    const linked = operation.linkable && hasLink(request.query);
    const principal = linked ? await this.#links.open(request, operation) : await this.#doorkeeper.askForKey(request);
    rememberPrincipal(request, principal);
    this.#doorkeeper.count(principal, operation, reply);
    allow(principal, operation.scope);
    await this.#doorkeeper.checkQuotas(principal, operation);
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

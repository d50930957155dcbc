import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Principal } from '@faxwire/tenancy';

const principals = new WeakMap<FastifyRequest, Principal>();

export function rememberPrincipal(request: FastifyRequest, principal: Principal): void {
  principals.set(request, principal);
}

/** Undefined for an operation that is open. */
export function principalOf(context: ExecutionContext): Principal | undefined {
  return principals.get(context.switchToHttp().getRequest<FastifyRequest>());
}

/** Who makes the request; the guard has seen to it that there is one. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const principal = principalOf(context);
  if (!principal) throw new RangeError('this operation is open: it has no caller');
  return principal;
});

import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { runAsTenant } from '@faxwire/event-log';
import { principalOf } from './principal.ts';

/**
 * The operation asks the database as the tenant whose key the guard has seen. It goes around the operation, because what
 * a guard sets ends with the guard.
 */
@Injectable()
export class TenantScopeInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const principal = principalOf(context);
    // Nest keeps the context in which `handle` was called for the operation behind it.
    return principal ? runAsTenant(principal.tenantId, () => next.handle()) : next.handle();
  }
}

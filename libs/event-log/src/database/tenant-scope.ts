import { AsyncLocalStorage } from 'node:async_hooks';

const scope = new AsyncLocalStorage<string>();

/** On a tenant-scoped database, every statement of this work sees and writes rows of this tenant only. */
export function runAsTenant<Result>(tenantId: string, work: () => Result): Result {
  if (tenantId === '') throw new RangeError('a tenant has an id');
  return scope.run(tenantId, work);
}

/** Undefined outside of `runAsTenant`: row-level security then shows nothing. */
export function currentTenant(): string | undefined {
  return scope.getStore();
}

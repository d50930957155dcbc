import type { Scope } from '@faxwire/contracts';
import { ProblemError } from '@faxwire/platform';
import type { ApiKey, Principal } from '@faxwire/tenancy';

type Power = Pick<ApiKey, 'mode' | 'scopes' | 'expiresAt'>;

/**
 * A key that makes, changes or rolls a stronger one, or one that outlives it, would have become that one.
 * @throws ProblemError `key_not_grantable`
 */
export function mayGrant(caller: Principal, power: Power): void {
  const beyond = excessOf(caller, power);
  if (beyond !== undefined) throw new ProblemError('key_not_grantable', { detail: beyond });
}

/** The same for a key that there is; to a test key a live one is absent. */
export function mayManage(caller: Principal, key: ApiKey): void {
  if (!sees(caller, key)) throw new ProblemError('api_key_not_found');
  mayGrant(caller, key);
}

export function sees(caller: Principal, { mode }: ApiKey): boolean {
  return caller.mode === 'live' || mode === 'test';
}

function excessOf(caller: Principal, { mode, scopes, expiresAt = Infinity }: Power): string | undefined {
  if (mode === 'live' && caller.mode === 'test') return 'A test key makes test keys only.';
  const lacking: Scope[] = scopes.filter((scope) => !caller.scopes.has(scope));
  if (lacking.length > 0) return `This key has not itself: ${lacking.join(', ')}.`;
  return expiresAt > (caller.expiresAt ?? Infinity) ? 'This key ends before that.' : undefined;
}

import { ProblemError } from '@faxwire/platform';
import type { KeyCheck, KeyOutcome, KeyTarget } from '@faxwire/tenancy';

/** What is no key's id is not looked up. */
const KEY_ID = /^[0-9a-f]{16}$/;

/** @throws ProblemError `api_key_not_found` for what is no key's id at all */
export function keyTarget(tenantId: string, keyId: string, check?: KeyCheck): KeyTarget {
  if (!KEY_ID.test(keyId)) throw new ProblemError('api_key_not_found');
  return { tenantId, keyId, ...(check && { check }) };
}

/** @throws ProblemError for a refusal */
export function done<Done>(outcome: KeyOutcome<Done>): Done {
  if (!outcome.ok) throw new ProblemError(outcome.code);
  return outcome.done;
}

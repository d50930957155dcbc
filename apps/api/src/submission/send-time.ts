import type { FaxWishes } from '@faxwire/fax';
import { ProblemError } from '@faxwire/platform';
import { MAX_SEND_AHEAD_MS } from '../limits.ts';

/**
 * @param now milliseconds since the Unix epoch
 * @throws ProblemError `invalid_send_time`
 */
export function checkTimes({ sendAt, expiresAt }: Pick<FaxWishes, 'sendAt' | 'expiresAt'>, now: number): void {
  if (sendAt !== undefined && sendAt > now + MAX_SEND_AHEAD_MS) throw invalid('sendAt', 'lies more than 30 days ahead');
  if (expiresAt === undefined) return;
  if (expiresAt <= now) throw invalid('expiresAt', 'has passed');
  if (sendAt !== undefined && expiresAt <= sendAt) throw invalid('expiresAt', 'is not after sendAt');
}

function invalid(field: string, message: string): ProblemError {
  return new ProblemError('invalid_send_time', { detail: `${field} ${message}.`, errors: [{ field, code: 'invalid_send_time', message }] });
}

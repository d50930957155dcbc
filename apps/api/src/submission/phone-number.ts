import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import type { ErrorCode } from '@faxwire/contracts';
import { isEmergencyNumber, isPhoneNumber, refuseNumber, type FaxMode, type PhoneNumber } from '@faxwire/fax';
import { ProblemError } from '@faxwire/platform';
import { isSandboxNumber, numberFactsOf } from '@faxwire/trunks';
import { MAX_DIALLED_CHARS } from '../limits.ts';

export { isSandboxNumber };

/**
 * The E.164 form of a number as people write it.
 * @param country ISO 3166-1 alpha-2; how a number without a country code is read
 * @param field named where the number is wrong
 * @throws ProblemError `invalid_phone_number`, `emergency_number`; `sandbox_number` for a live key
 */
export function readPhoneNumber(written: string, { country, mode }: { country: string; mode: FaxMode }, field = 'phoneNumber'): PhoneNumber {
  const parsed = written.length <= MAX_DIALLED_CHARS ? parsePhoneNumberFromString(written, country as CountryCode) : undefined;
  if (!parsed || parsed.ext !== undefined || !isPhoneNumber(parsed.number)) throw wrongNumber(field, isEmergencyNumber(digitsOf(written)) ? 'emergency_number' : 'invalid_phone_number');
  if (isSandboxNumber(parsed.number)) {
    if (mode === 'live') throw new ProblemError('sandbox_number');
    return parsed.number;
  }
  const refusal = refuseNumber(numberFactsOf(parsed.number, mode), { blockedCountries: [], doNotCall: false });
  if (refusal === 'invalid_number') throw wrongNumber(field, 'invalid_phone_number');
  if (refusal) throw wrongNumber(field, refusal);
  return parsed.number;
}

const digitsOf = (written: string): string => [...written.slice(0, MAX_DIALLED_CHARS)].filter((char) => char >= '0' && char <= '9').join('');

const MESSAGES: Partial<Record<ErrorCode, string>> = {
  invalid_phone_number: 'is not a valid telephone number',
  emergency_number: 'is an emergency number',
  premium_number: 'is a premium-rate number',
  country_blocked: 'is of a country that is blocked',
  do_not_call: 'is on the do-not-call list',
};

export function numberProblem(field: string, code: ErrorCode): { field: string; code: ErrorCode; message: string } {
  return { field, code, message: MESSAGES[code] ?? 'cannot be called' };
}

function wrongNumber(field: string, code: ErrorCode): ProblemError {
  return new ProblemError(code, { errors: [numberProblem(field, code)] });
}

import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import { isPhoneNumber, type FaxMode, type PhoneNumber } from '@faxwire/fax';
import { ProblemError } from '@faxwire/platform';
import { MAX_DIALLED_CHARS } from '../limits.ts';

/** Never given to a subscriber: 999 is no area code, and 555-01xx is kept for examples. The last two digits say what the far end does. */
const SANDBOX_PREFIX = '+199955501';
const SANDBOX_CHARS = SANDBOX_PREFIX.length + 2;

export function isSandboxNumber(number: string): boolean {
  return number.startsWith(SANDBOX_PREFIX) && number.length === SANDBOX_CHARS;
}

/**
 * The E.164 form of a number as people write it.
 * @param country ISO 3166-1 alpha-2; how a number without a country code is read
 * @param field named where the number is wrong
 * @throws ProblemError `invalid_phone_number`; `sandbox_number` for a live key
 */
export function readPhoneNumber(written: string, { country, mode }: { country: string; mode: FaxMode }, field = 'phoneNumber'): PhoneNumber {
  const parsed = written.length <= MAX_DIALLED_CHARS ? parsePhoneNumberFromString(written, country as CountryCode) : undefined;
  if (!parsed || parsed.ext !== undefined || !isPhoneNumber(parsed.number)) throw invalid(field);
  if (isSandboxNumber(parsed.number)) {
    if (mode === 'live') throw new ProblemError('sandbox_number');
    return parsed.number;
  }
  if (!parsed.isValid()) throw invalid(field);
  return parsed.number;
}

function invalid(field: string): ProblemError {
  const message = 'is not a valid telephone number';
  return new ProblemError('invalid_phone_number', { errors: [{ field, code: 'invalid_phone_number', message }] });
}

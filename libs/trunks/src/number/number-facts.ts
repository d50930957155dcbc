import type { FaxMode, NumberFacts } from '@faxwire/fax';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { isSandboxNumber } from './sandbox-number.ts';

/** Of no country, and charged by the minute at many times an ordinary call: satellites, international networks, international premium rate (ITU-T E.164.1). */
const COSTLY_CODES: ReadonlySet<string> = new Set(['870', '878', '881', '882', '883', '979']);

/**
 * What the numbering plans say of an E.164 number; of a sandbox number, what the sandbox says.
 * @param number E.164
 */
export function numberFactsOf(number: string, mode: FaxMode): NumberFacts {
  if (isSandboxNumber(number)) return { national: number.slice('+1'.length), isValid: mode === 'test', isPremium: false };
  const parsed = parsePhoneNumberFromString(number);
  if (!parsed) return { national: number.replace('+', ''), isValid: false, isPremium: false };
  const { country } = parsed;
  return {
    national: parsed.nationalNumber,
    ...(country !== undefined && { country }),
    isValid: parsed.isValid(),
    isPremium: parsed.getType() === 'PREMIUM_RATE' || COSTLY_CODES.has(parsed.countryCallingCode),
  };
}

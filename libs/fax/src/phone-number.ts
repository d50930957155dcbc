declare const e164: unique symbol;

/** A telephone number in E.164 form: `+`, country code, at most 15 digits (ITU-T E.164, 6.2.1). Parsing notations is the edge's work. */
export type PhoneNumber = string & { readonly [e164]: true };

const MIN_DIGITS = 7;
const MAX_DIGITS = 15;

export function isPhoneNumber(value: string): value is PhoneNumber {
  if (value.length < MIN_DIGITS + 1 || value.length > MAX_DIGITS + 1) return false;
  return value.startsWith('+') && value[1] !== '0' && [...value.slice(1)].every((digit) => digit >= '0' && digit <= '9');
}

/** @throws RangeError for anything but E.164: a caller that did not normalise has a bug. */
export function phoneNumber(value: string): PhoneNumber {
  if (!isPhoneNumber(value)) throw new RangeError('not an E.164 number');
  return value;
}

/** The middle digits hidden, for logs: `+1999*****00`. */
export function maskPhoneNumber(value: string): string {
  const shown = value.length > 9 ? 5 : 3;
  return `${value.slice(0, shown)}${'*'.repeat(Math.max(value.length - shown - 2, 0))}${value.slice(-2)}`;
}

import { isPhoneNumber, type PhoneNumber } from '@faxwire/fax';

/** Longer than any number in any notation; a stranger's URI is not read further. */
const MAX_USER_CHARS = 40;

/**
 * The number of a SIP URI's user part, as trunks write it: with plus, with the international prefix or as bare digits, and
 * with telephone parameters behind it (RFC 3966).
 */
export function numberOfUser(user: string | undefined): PhoneNumber | undefined {
  if (user === undefined || user.length > MAX_USER_CHARS) return undefined;
  const plain = (user.split(';', 1)[0] ?? '').replace(/[-. ()]/g, '');
  const international = plain.startsWith('+') ? plain : `+${plain.startsWith('00') ? plain.slice(2) : plain}`;
  return isPhoneNumber(international) ? international : undefined;
}

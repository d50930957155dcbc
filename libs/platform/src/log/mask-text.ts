import { maskPhoneNumber } from '@faxwire/fax';

/** A line is read by people; what is longer than this is a document or a dump. */
const MAX_TEXT_LENGTH = 2_048;
const SHORTEST_WITH_AREA_CODE = 10;

const OCTET = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
/** Digits that no telephone can be called with, and that engineers need: ids, digests, dates and addresses. */
const HARMLESS = [
  '(?<![0-9a-f])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-f])',
  // Span ids, trace ids, SHA-1 and SHA-256; with a letter in them, as an E.164 number has none.
  '(?<![0-9a-z])(?=\\d*[a-f])(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32}|[0-9a-f]{16})(?![0-9a-z])',
  '(?<![\\d+])\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])(?:T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z?)?(?![\\d-])',
  `(?<![\\d.+])${OCTET}(?:\\.${OCTET}){3}(?::\\d{1,5})?(?![\\d.])`,
].join('|');
/** Seven digits or more, as people and machines write numbers: `+1 (999) 555-0123`, `0044/20 7946 0000`, `tel:19995550123`. */
const NUMBER = '\\+?\\(?\\p{Nd}(?:[\\s().\\/_-]{0,3}\\p{Nd}){6,}';
/** Our keys and webhook secrets, and the password in a URL. */
const SECRET = 'fw_(?:live|test)_\\w+|whsec_[\\w+\\/=]+|(?<=:\\/\\/[^\\s:@\\/]{1,64}:)[^\\s@\\/]{1,128}(?=@)';
const PATTERN = new RegExp(`(${HARMLESS})|(${SECRET})|${NUMBER}`, 'gu');

/** The text with the middle of every telephone number and every secret of ours hidden. */
export function maskText(text: string): string {
  const shown = text.length > MAX_TEXT_LENGTH ? `${text.slice(0, MAX_TEXT_LENGTH)}... [${text.length} characters]` : text;
  return shown.replace(PATTERN, (match: string, harmless: string | undefined, secret: string | undefined) => {
    if (harmless !== undefined) return harmless;
    return secret === undefined ? maskDigits(match) : '[secret]';
  });
}

function maskDigits(match: string): string {
  const digits = match.replace(/[^\p{Nd}]/gu, '');
  if (digits.length < SHORTEST_WITH_AREA_CODE) return `${'*'.repeat(digits.length - 2)}${digits.slice(-2)}`;
  return maskPhoneNumber(match.startsWith('+') ? `+${digits}` : digits);
}

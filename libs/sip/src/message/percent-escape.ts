import { isAlphanumeric } from './characters.ts';

const HEX = '0123456789abcdef';
const USER_UNRESERVED = "-_.!~*'()&=+$,;?/";

/** Undoes `%XX`; undefined for a broken escape or bytes that are not UTF-8. */
export function decodeEscapes(text: string): string | undefined {
  if (!text.includes('%')) return text;
  const bytes: number[] = [];
  const source = Buffer.from(text, 'utf8');
  for (let index = 0; index < source.length; index++) {
    const byte = source[index] ?? 0;
    if (byte !== 0x25) {
      bytes.push(byte);
      continue;
    }
    const high = hexDigit(source[index + 1]);
    const low = hexDigit(source[index + 2]);
    if (high < 0 || low < 0) return undefined;
    bytes.push(high * 16 + low);
    index += 2;
  }
  return decodeUtf8(Uint8Array.from(bytes));
}

function hexDigit(byte: number | undefined): number {
  return byte === undefined ? -1 : HEX.indexOf(String.fromCharCode(byte).toLowerCase());
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Escapes all that RFC 3261 does not let stand in the user part of a URI. */
export function encodeUser(user: string): string {
  let encoded = '';
  for (const byte of Buffer.from(user, 'utf8')) {
    const char = String.fromCharCode(byte);
    const plain = isAlphanumeric(char) || USER_UNRESERVED.includes(char);
    encoded += plain ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return encoded;
}

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';

const PREFIX = 'fw_root_';
/** 256 bits: cannot be guessed, so one plain hash is enough to compare. */
const SECRET_BYTES = 32;
const CHECKSUM_DIGITS = 8;
const BODY_END = PREFIX.length + 2 * SECRET_BYTES;

/** `fw_root_`, then the secret and a CRC-32 of what stands before it, hexadecimal: whoever finds one in a log knows what it is. */
export function newRootKey(): string {
  const body = PREFIX + randomBytes(SECRET_BYTES).toString('hex');
  return body + checksumOf(body);
}

/** The key of whoever runs Faxwire, kept as its hash. */
export class RootKey {
  readonly #sha256: Buffer;

  /** @throws RangeError for what is no root key */
  constructor(key: string) {
    if (!isRootKey(key)) throw new RangeError('a root key is fw_root_, 64 hexadecimal digits and their checksum');
    this.#sha256 = sha256Of(key);
  }

  opens(presented: string): boolean {
    return isRootKey(presented) && timingSafeEqual(this.#sha256, sha256Of(presented));
  }
}

function isRootKey(key: string): boolean {
  return key.length === BODY_END + CHECKSUM_DIGITS && key.startsWith(PREFIX) && checksumOf(key.slice(0, BODY_END)) === key.slice(BODY_END);
}

function checksumOf(body: string): string {
  return crc32(body).toString(16).padStart(CHECKSUM_DIGITS, '0');
}

function sha256Of(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

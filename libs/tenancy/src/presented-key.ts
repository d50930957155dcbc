import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

export type KeyMode = 'live' | 'test';

export interface PresentedKey {
  readonly keyId: string;
  readonly mode: KeyMode;
  readonly sha256: Buffer;
}

const ID_BYTES = 8;
/** 256 bits: cannot be guessed, so one plain hash is enough to store. */
const SECRET_BYTES = 32;
const CHECKSUM_DIGITS = 8;
const PREFIX_CHARS = 'fw_live_'.length;
const ID_END = PREFIX_CHARS + 2 * ID_BYTES;
const BODY_END = ID_END + 2 * SECRET_BYTES;
const KEY_CHARS = BODY_END + CHECKSUM_DIGITS;

/** `fw_live_` or `fw_test_`, then the id, the secret and a CRC-32 of what stands before it, all hexadecimal. */
export function newKey(mode: KeyMode): { key: string; keyId: string; sha256: Buffer } {
  const keyId = randomBytes(ID_BYTES).toString('hex');
  return { keyId, ...newSecret(mode, keyId) };
}

/** Another secret for a key that there is. */
export function newSecret(mode: KeyMode, keyId: string): { key: string; sha256: Buffer } {
  const body = `fw_${mode}_${keyId}${randomBytes(SECRET_BYTES).toString('hex')}`;
  const key = body + checksumOf(body);
  return { key, sha256: sha256Of(key) };
}

/** Undefined for anything that cannot be a key: a typo is refused here, without asking the database. */
export function readKey(presented: string): PresentedKey | undefined {
  if (presented.length !== KEY_CHARS) return undefined;
  const mode = modeOf(presented.slice(0, PREFIX_CHARS));
  if (!mode || checksumOf(presented.slice(0, BODY_END)) !== presented.slice(BODY_END)) return undefined;
  return { keyId: presented.slice(PREFIX_CHARS, ID_END), mode, sha256: sha256Of(presented) };
}

function modeOf(prefix: string): KeyMode | undefined {
  if (prefix === 'fw_live_') return 'live';
  return prefix === 'fw_test_' ? 'test' : undefined;
}

function checksumOf(body: string): string {
  return crc32(body).toString(16).padStart(CHECKSUM_DIGITS, '0');
}

function sha256Of(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

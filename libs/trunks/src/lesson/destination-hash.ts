import { createHmac, hkdfSync } from 'node:crypto';

/** Of its own purpose: whoever learns it can look destinations up and unseal nothing (RFC 5869). */
const PURPOSE = 'faxwire destination v1';
const KEY_BYTES = 32;

/** Stands for a number in a table that knows none: there are too few numbers for a hash without a key to hide them. */
export type DestinationHash = (phoneNumber: string) => Buffer;

export function destinationHash(masterKey: Buffer): DestinationHash {
  const key = Buffer.from(hkdfSync('sha256', masterKey, '', PURPOSE, KEY_BYTES));
  return (phoneNumber) => createHmac('sha256', key).update(phoneNumber).digest();
}

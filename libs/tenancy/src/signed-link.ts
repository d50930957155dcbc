import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Of its own purpose: whoever learns it can make links and unseal nothing (RFC 5869). */
const PURPOSE = 'faxwire signed link v1';
const KEY_BYTES = 32;
/** Seconds since the Unix epoch in ten digits reach the year 2286; more is nonsense. */
const EXPIRES = /^[1-9][0-9]{0,9}$/u;
const SIGNATURE = /^[A-Za-z0-9_-]{43}$/u;

/** The query parameters that make a request without an API key good for its path, until a time. */
export interface LinkQuery {
  readonly expires?: string | undefined;
  readonly signature?: string | undefined;
}

export type LinkVerdict = 'good' | 'expired' | 'bad';

/** Links that open one path for a while, to whoever has them. */
export interface SignedLinks {
  /**
   * @param path without query, as the server will see it
   * @param expiresAt milliseconds since the Unix epoch; counted in whole seconds
   * @returns the path with `expires` and `signature`
   */
  signLink(path: string, expiresAt: number): string;
  /**
   * `bad` also where a parameter is missing. Nothing says more: the answer helps nobody to guess.
   * @param now milliseconds since the Unix epoch
   */
  verifyLink(path: string, query: LinkQuery, now: number): LinkVerdict;
}

/** @param masterKey the key that is signed with is derived from it */
export function signedLinks(masterKey: Buffer): SignedLinks {
  const key = Buffer.from(hkdfSync('sha256', masterKey, '', PURPOSE, KEY_BYTES));
  const signatureOf = (path: string, expires: string): Buffer => createHmac('sha256', key).update(`${expires}\n${path}`).digest();
  return {
    signLink(path, expiresAt) {
      const expires = String(Math.floor(expiresAt / 1_000));
      return `${path}?expires=${expires}&signature=${signatureOf(path, expires).toString('base64url')}`;
    },
    verifyLink(path, { expires = '', signature = '' }, now) {
      if (!EXPIRES.test(expires) || !SIGNATURE.test(signature)) return 'bad';
      if (!timingSafeEqual(Buffer.from(signature, 'base64url'), signatureOf(path, expires))) return 'bad';
      return now < Number(expires) * 1_000 ? 'good' : 'expired';
    },
  };
}

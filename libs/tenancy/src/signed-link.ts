import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Of its own purpose: whoever learns it can make links and unseal nothing (RFC 5869). */
const PURPOSE = 'faxwire signed link v1';
const KEY_BYTES = 32;
/** Seconds since the Unix epoch in ten digits reach the year 2286; more is nonsense. */
const EXPIRES = /^[1-9][0-9]{0,9}$/u;
const SIGNATURE = /^[A-Za-z0-9_-]{43}$/u;
/** As tenants are named. Has no line break, which separates what is signed. */
const TENANT = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

/** The query parameters that make a request without an API key good for its path, until a time. */
export interface LinkQuery {
  readonly tenant?: string | undefined;
  readonly expires?: string | undefined;
  readonly signature?: string | undefined;
}

/** What a link opens. */
export interface LinkTarget {
  /** Without query, as the server will see it. */
  readonly path: string;
  /** Whose it is: the server may look at one tenant at a time, and has to know which. */
  readonly tenantId: string;
}

export type LinkVerdict = 'good' | 'expired' | 'bad';

/** Links that open one path for a while, to whoever has them. */
export interface SignedLinks {
  /**
   * @param expiresAt milliseconds since the Unix epoch; counted in whole seconds
   * @returns the path with `tenant`, `expires` and `signature`
   */
  signLink(target: LinkTarget, expiresAt: number): string;
  /**
   * `bad` also where a parameter is missing. Nothing says more: the answer helps nobody to guess.
   * @param now milliseconds since the Unix epoch
   */
  verifyLink(path: string, query: LinkQuery, now: number): LinkVerdict;
}

/** @param masterKey the key that is signed with is derived from it */
export function signedLinks(masterKey: Buffer): SignedLinks {
  const key = Buffer.from(hkdfSync('sha256', masterKey, '', PURPOSE, KEY_BYTES));
  const signatureOf = ({ path, tenantId }: LinkTarget, expires: string): Buffer =>
    createHmac('sha256', key).update(`${expires}\n${tenantId}\n${path}`).digest();
  return {
    signLink(target, expiresAt) {
      const expires = String(Math.floor(expiresAt / 1_000));
      return `${target.path}?tenant=${target.tenantId}&expires=${expires}&signature=${signatureOf(target, expires).toString('base64url')}`;
    },
    verifyLink(path, { tenant = '', expires = '', signature = '' }, now) {
      if (!TENANT.test(tenant) || !EXPIRES.test(expires) || !SIGNATURE.test(signature)) return 'bad';
      if (!timingSafeEqual(Buffer.from(signature, 'base64url'), signatureOf({ path, tenantId: tenant }, expires))) return 'bad';
      return now < Number(expires) * 1_000 ? 'good' : 'expired';
    },
  };
}

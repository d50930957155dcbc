import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { isScope, type Scope } from '@faxwire/contracts';
import type { KeyMode } from './presented-key.ts';

/** What an access token says, for an hour or less, of the key that it was given for. */
export interface AccessToken {
  readonly keyId: string;
  readonly mode: KeyMode;
  readonly scopes: readonly Scope[];
  /** Ms since the Unix epoch. */
  readonly expiresAt: number;
}

const PREFIX = 'fw_token_';
/** Longer than any of ours: nobody makes us hash more. */
const MAX_CHARS = 1_024;
const KEY_BYTES = 32;
const KEY_INFO = 'faxwire access token v1';

/**
 * Makes and reads access tokens: opaque to who holds them, `fw_token_`, then what they say and its HMAC-SHA256, both base64url.
 * There is one algorithm, and nothing in a token chooses it. They are worth nothing without the key that they were given for, which is looked up
 * at each use.
 */
export class AccessTokens {
  readonly #key: Buffer;
  readonly #now: () => number;

  /** @param masterKey every process of one installation has the same; the key for tokens is derived from it (HKDF, RFC 5869) */
  constructor(masterKey: Buffer, now: () => number = Date.now) {
    this.#key = Buffer.from(hkdfSync('sha256', masterKey, '', KEY_INFO, KEY_BYTES));
    this.#now = now;
  }

  issue({ keyId, mode, scopes, expiresAt }: AccessToken): string {
    const said = Buffer.from(JSON.stringify([keyId, mode, scopes, expiresAt])).toString('base64url');
    return `${PREFIX}${said}.${this.#macOf(said).toString('base64url')}`;
  }

  /** Undefined for what is no token of ours, or is one no longer. */
  read(presented: string): AccessToken | undefined {
    if (!isAccessToken(presented) || presented.length > MAX_CHARS) return undefined;
    const [said = '', mac = ''] = presented.slice(PREFIX.length).split('.');
    const [given, wanted] = [Buffer.from(mac, 'base64url'), this.#macOf(said)];
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
    // It is ours, so it has the form that `issue` gave it.
    const [keyId, mode, scopes, expiresAt] = JSON.parse(Buffer.from(said, 'base64url').toString('utf8')) as [string, KeyMode, string[], number];
    return expiresAt > this.#now() ? { keyId, mode, scopes: scopes.filter(isScope), expiresAt } : undefined;
  }

  #macOf(said: string): Buffer {
    return createHmac('sha256', this.#key).update(said).digest();
  }
}

export function isAccessToken(presented: string): boolean {
  return presented.startsWith(PREFIX);
}

import { createHash, timingSafeEqual } from 'node:crypto';
import { headerValues } from '../message/headers.ts';
import { parseAuthValues } from './auth-parameters.ts';
import { digestAlgorithm } from './digest-algorithm.ts';
import { digestResponse, digestSecret } from './digest-response.ts';
import { NonceBook } from './nonce-book.ts';
import type { Protection } from './digest-challenge.ts';
import type { Clock } from '../clock.ts';
import type { Header, SipRequest } from '../message/message.ts';
import type { Random } from '../random.ts';

export interface DigestGuardOptions {
  readonly realm: string;
  readonly clock: Clock;
  readonly random: Random;
  /** Undefined for a name that nobody has. */
  readonly passwordOf: (username: string) => string | undefined;
  /** Strongest first (RFC 8760 2.4); MD5 is for peers that know nothing else. */
  readonly algorithms?: readonly string[];
  /** How a request may be protected; `auth` and `auth-int` where it is left out. */
  readonly protections?: readonly Protection[];
  readonly nonceLifetimeMs?: number;
  /** Asks as a proxy does: 407 and its headers. */
  readonly isProxy?: boolean;
}

export type DigestVerdict =
  | { readonly ok: true; readonly username: string }
  /** Headers of the 401, or 407. */
  | { readonly ok: false; readonly headers: readonly Header[] };

const DEFAULT_ALGORITHMS = ['SHA-512-256', 'SHA-256', 'MD5'];
/** A caller that is slow to ask its user still gets through; a nonce that was overheard soon does not. */
const NONCE_LIFETIME_MS = 60_000;
/** Stands in for the password of a name that nobody has: both must take the same time. */
const NO_PASSWORD = '\0';

/** Asks callers who they are (RFC 3261 22.2, RFC 7616). */
export class DigestGuard {
  readonly #options: DigestGuardOptions;
  readonly #nonces: NonceBook;

  constructor(options: DigestGuardOptions) {
    const { clock, random, nonceLifetimeMs = NONCE_LIFETIME_MS } = options;
    this.#options = options;
    this.#nonces = new NonceBook({ clock, secret: random.randomToken(32), lifetimeMs: nonceLifetimeMs });
  }

  check(request: SipRequest): DigestVerdict {
    const values = headerValues(request, this.#options.isProxy === true ? 'Proxy-Authorization' : 'Authorization').flatMap(parseAuthValues);
    const given = values.find(({ scheme, parameters }) => scheme === 'digest' && parameters.get('realm') === this.#options.realm);
    if (given === undefined || !this.#isRight(given.parameters, request)) return this.#challenge(false);
    const count = Number.parseInt(given.parameters.get('nc') ?? '', 16);
    if (!this.#nonces.accepts(given.parameters.get('nonce') ?? '', count)) return this.#challenge(true);
    return { ok: true, username: given.parameters.get('username') ?? '' };
  }

  #challenge(stale: boolean): DigestVerdict {
    const { realm, algorithms = DEFAULT_ALGORITHMS, isProxy } = this.#options;
    const nonce = this.#nonces.issue();
    const protections = this.#options.protections?.join(', ') ?? 'auth, auth-int';
    const line = (name: string): Header => [
      isProxy === true ? 'Proxy-Authenticate' : 'WWW-Authenticate',
      `Digest realm="${realm}", nonce="${nonce}", algorithm=${name}, qop="${protections}"${stale ? ', stale=true' : ''}`,
    ];
    return { ok: false, headers: algorithms.map(line) };
  }

  /** Right for the nonce that it names, old or not. Without qop there is no count, and nothing against a replay. */
  #isRight(given: ReadonlyMap<string, string>, { method, uri, body }: SipRequest): boolean {
    const { realm, passwordOf, algorithms = DEFAULT_ALGORITHMS } = this.#options;
    const [username = '', nonce = '', cnonce = '', count = ''] = ['username', 'nonce', 'cnonce', 'nc'].map((name) => given.get(name));
    const algorithm = digestAlgorithm(given.get('algorithm'));
    const protection = given.get('qop');
    if (algorithm === undefined || !algorithms.includes(algorithm.name) || (protection !== 'auth' && protection !== 'auth-int') || this.#options.protections?.includes(protection) === false) return false;
    const password = passwordOf(username);
    const secret = digestSecret(algorithm, username, { realm, password: password ?? NO_PASSWORD });
    const expected = digestResponse({ algorithm, secret, nonce, cnonce, count, protection, method, uri, body });
    const isSame = isEqual(expected, given.get('response') ?? '');
    return isSame && password !== undefined && given.get('uri') === uri;
  }
}

/** In a time that tells nothing of where the two differ. */
function isEqual(one: string, other: string): boolean {
  const [first, second] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return first !== undefined && second !== undefined && timingSafeEqual(first, second);
}

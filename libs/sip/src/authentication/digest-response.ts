import type { DigestAlgorithm } from './digest-algorithm.ts';
import type { Protection } from './digest-challenge.ts';

/** Everything that goes into a response (RFC 7616 3.4.1), as it stands in the header. */
export interface DigestInput {
  readonly algorithm: DigestAlgorithm;
  /** H(username:realm:password). */
  readonly secret: string;
  readonly nonce: string;
  readonly cnonce: string;
  /** Eight hexadecimal digits. */
  readonly count: string;
  readonly protection: Protection | undefined;
  readonly method: string;
  readonly uri: string;
  readonly body: Uint8Array;
}

export function digestSecret(algorithm: DigestAlgorithm, username: string, { realm, password }: { realm: string; password: string }): string {
  return algorithm.hash(`${username}:${realm}:${password}`);
}

export function digestResponse(input: DigestInput): string {
  const { algorithm, secret, nonce, cnonce, count, protection } = input;
  const first = algorithm.session ? algorithm.hash(`${secret}:${nonce}:${cnonce}`) : secret;
  const second = algorithm.hash(secondPart(input));
  const middle = protection === undefined ? nonce : `${nonce}:${count}:${cnonce}:${protection}`;
  return algorithm.hash(`${first}:${middle}:${second}`);
}

function secondPart({ algorithm, method, uri, protection, body }: DigestInput): string {
  return protection === 'auth-int' ? `${method}:${uri}:${algorithm.hash(body)}` : `${method}:${uri}`;
}

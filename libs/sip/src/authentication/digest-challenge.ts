import { headerValues } from '../message/headers.ts';
import { parseAuthValues } from './auth-parameters.ts';
import { digestAlgorithm } from './digest-algorithm.ts';
import type { Header } from '../message/message.ts';
import type { AuthValue } from './auth-parameters.ts';
import type { DigestAlgorithm } from './digest-algorithm.ts';

export type Protection = 'auth' | 'auth-int';

export interface DigestChallenge {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque: string | undefined;
  readonly algorithm: DigestAlgorithm;
  /** Undefined for peers from before RFC 2617, which know no qop. */
  readonly protection: Protection | undefined;
  readonly stale: boolean;
}

/** Longest realm and nonce that are kept and repeated: they are a stranger's choice. */
const VALUE_LENGTH_MAX = 1_024;

/** The challenges of a 401 or 407 that can be answered, for each realm the strongest, the first among equals (RFC 8760 2.4). */
export function challengesOf(response: { readonly headers: readonly Header[] }, header: string): DigestChallenge[] {
  const best = new Map<string, DigestChallenge>();
  for (const value of headerValues(response, header).flatMap(parseAuthValues)) {
    const challenge = readChallenge(value);
    const known = challenge && best.get(challenge.realm);
    if (challenge && (known === undefined || challenge.algorithm.strength > known.algorithm.strength)) best.set(challenge.realm, challenge);
  }
  return [...best.values()];
}

function readChallenge({ scheme, parameters }: AuthValue): DigestChallenge | undefined {
  const realm = parameters.get('realm');
  const nonce = parameters.get('nonce');
  const algorithm = digestAlgorithm(parameters.get('algorithm'));
  const offered = parameters.get('qop')?.split(',').map((option) => option.trim().toLowerCase()) ?? [];
  const protection = protectionOf(offered);
  if (scheme !== 'digest' || realm === undefined || nonce === undefined || algorithm === undefined) return undefined;
  if (realm.length > VALUE_LENGTH_MAX || nonce.length > VALUE_LENGTH_MAX || (offered.length > 0 && protection === undefined)) return undefined;
  return { realm, nonce, algorithm, protection, opaque: parameters.get('opaque'), stale: parameters.get('stale')?.toLowerCase() === 'true' };
}

/** `auth` where there is a choice: session border controllers write bodies anew, which would break `auth-int`. */
function protectionOf(offered: readonly string[]): Protection | undefined {
  if (offered.includes('auth')) return 'auth';
  return offered.includes('auth-int') ? 'auth-int' : undefined;
}

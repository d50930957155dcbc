import { createHash } from 'node:crypto';

/** RFC 7616 3.3 and RFC 8760 2.3. */
export interface DigestAlgorithm {
  /** As it stands in the header. */
  readonly name: string;
  /** The secret is mixed with nonce and cnonce once per session. */
  readonly session: boolean;
  /** The larger the better. */
  readonly strength: number;
  hash(data: string | Uint8Array): string;
}

const HASHES = [
  { name: 'MD5', hash: 'md5', strength: 0 },
  { name: 'SHA-256', hash: 'sha256', strength: 1 },
  { name: 'SHA-512-256', hash: 'sha512-256', strength: 2 },
] as const;

const ALGORITHMS = new Map<string, DigestAlgorithm>(
  HASHES.flatMap(({ name, hash, strength }) => [algorithm(name, hash, strength), algorithm(`${name}-sess`, hash, strength)]).map((made) => [made.name.toUpperCase(), made]),
);

function algorithm(name: string, hash: string, strength: number): DigestAlgorithm {
  return { name, strength, session: name.endsWith('-sess'), hash: (data) => createHash(hash).update(data).digest('hex') };
}

/** Undefined for one that we do not have; a challenge that names none means MD5 (RFC 2617 3.2.1). */
export function digestAlgorithm(name = 'MD5'): DigestAlgorithm | undefined {
  return ALGORITHMS.get(name.toUpperCase());
}

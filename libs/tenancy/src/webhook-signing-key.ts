import { generateKeyPairSync, randomBytes } from 'node:crypto';

/**
 * How an endpoint's webhooks are signed: `standard` as Standard Webhooks says with a shared secret, `ed25519` with its
 * asymmetric scheme, `vendor` with the header that receivers of the faxId API know.
 */
export const SIGNATURE_PROFILES = ['standard', 'vendor', 'ed25519'] as const;
export type SignatureProfile = (typeof SIGNATURE_PROFILES)[number];

export interface SigningKey {
  readonly signature: SignatureProfile;
  /** `whsec_` and base64; for `vendor` the text is the key as it stands; for `ed25519` `whsk_` and base64 of seed and public key. */
  readonly secret: string;
}

/** Standard Webhooks asks for 24 to 64 bytes. */
const SECRET_BYTES = 32;

/** @returns the key, and of a pair the half that is shown: `whpk_` and base64 */
export function newSigningKey(signature: SignatureProfile): SigningKey & { readonly publicKey: string | null } {
  if (signature === 'standard') return { signature, secret: `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`, publicKey: null };
  if (signature === 'vendor') return { signature, secret: randomBytes(SECRET_BYTES).toString('hex'), publicKey: null };
  // RFC 8037: `d` is the seed, `x` the public key, both without padding.
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const [seed, point] = [Buffer.from(d, 'base64url'), Buffer.from(x, 'base64url')];
  return { signature, secret: `whsk_${Buffer.concat([seed, point]).toString('base64')}`, publicKey: `whpk_${point.toString('base64')}` };
}

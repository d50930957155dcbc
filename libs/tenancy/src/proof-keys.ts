import { createHash, createPrivateKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { MASTER_KEY_BYTES, seal, unseal } from './sealed-secret.ts';

/** Signs with the newest of the keys. */
export interface ProofSigner {
  readonly kid: string;
  sign(bytes: Buffer): Buffer;
}

/** A public key as others verify with it (RFC 8037). */
export interface ProofJwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  /** The thumbprint of the key (RFC 7638). */
  readonly kid: string;
  readonly use: 'sig';
  readonly alg: 'EdDSA';
}

/** A key that leaked unnoticed signs for a year at most. */
const SIGNS_FOR_MS = 365 * 86_400_000;
/** How long another process goes on with the key before. */
const REMEMBERED_MS = 60_000;
/** Two hundred years of keys; `rotate` in a loop fills no answer. */
const MAX_PUBLISHED = 200;
/** Keeps our locks apart from those that others take. */
const LOCK = 0x70726f66;

interface Row {
  readonly kid: string;
  readonly x: string;
  readonly sealed_private: Buffer;
  readonly created_at: Date;
}

/**
 * Ed25519 keys for proofs, in the database that all processes share: made when first needed, sealed with the master key,
 * replaced every year. Public keys stay, so that what was signed once can be verified for ever.
 */
export class ProofKeys {
  readonly #dataSource: DataSource;
  readonly #masterKey: Buffer;
  readonly #now: () => number;
  #known: { readonly signer: ProofSigner; readonly until: number } | undefined;

  /** @param masterKey 32 bytes */
  constructor(dataSource: DataSource, masterKey: Buffer, now: () => number = Date.now) {
    if (masterKey.length !== MASTER_KEY_BYTES) throw new RangeError(`a master key has ${MASTER_KEY_BYTES} bytes`);
    this.#dataSource = dataSource;
    this.#masterKey = masterKey;
    this.#now = now;
  }

  async signer(): Promise<ProofSigner> {
    const now = this.#now();
    if (this.#known && now < this.#known.until) return this.#known.signer;
    const row = (await this.#current()) ?? (await this.#make({ unlessCurrent: true }));
    const signer = this.#signerOf(row);
    this.#known = { signer, until: now + REMEMBERED_MS };
    return signer;
  }

  /** Newest first. */
  async published(): Promise<ProofJwk[]> {
    const rows = await this.#dataSource.query<Row[]>(`SELECT kid, x FROM faxwire_proof_keys() ORDER BY created_at DESC, kid LIMIT ${MAX_PUBLISHED}`);
    return rows.map(({ kid, x }) => ({ kty: 'OKP', crv: 'Ed25519', x, kid, use: 'sig', alg: 'EdDSA' }));
  }

  /** From now on another key signs; other processes follow within a minute. @returns its id */
  async rotate(): Promise<string> {
    this.#known = undefined;
    return (await this.#make({ unlessCurrent: false })).kid;
  }

  async #current(on: Pick<EntityManager, 'query'> = this.#dataSource): Promise<Row | undefined> {
    const since = new Date(this.#now() - SIGNS_FOR_MS);
    const [row] = await on.query<Row[]>('SELECT * FROM faxwire_proof_keys() WHERE created_at > $1 ORDER BY created_at DESC, kid LIMIT 1', [since]);
    return row;
  }

  /** One process at a time: those that start together agree on one key. */
  #make({ unlessCurrent }: { readonly unlessCurrent: boolean }): Promise<Row> {
    return this.#dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
      const current = unlessCurrent ? await this.#current(manager) : undefined;
      if (current) return current;
      const made = this.#newRow();
      await manager.query('SELECT faxwire_add_proof_key($1, $2, $3, $4)', [made.kid, made.x, made.sealed_private, made.created_at]);
      return made;
    });
  }

  #newRow(): Row {
    const { privateKey } = generateKeyPairSync('ed25519');
    const { x = '', d = '' } = privateKey.export({ format: 'jwk' });
    const kid = createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url');
    return { kid, x, sealed_private: seal(d, this.#masterKey, kid), created_at: new Date(this.#now()) };
  }

  #signerOf({ kid, x, sealed_private }: Row): ProofSigner {
    const d = unseal(sealed_private, this.#masterKey, kid);
    const key: KeyObject = createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', x, d }, format: 'jwk' });
    return { kid, sign: (bytes) => sign(null, bytes, key) };
  }
}

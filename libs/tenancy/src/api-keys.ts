import { timingSafeEqual } from 'node:crypto';
import { IsNull, type DataSource, type Repository } from 'typeorm';
import { ApiKeyEntity } from './api-key-entity.ts';
import { ExpiringCache } from './expiring-cache.ts';
import { newKey, readKey, type KeyMode, type PresentedKey } from './presented-key.ts';

/** Who makes a request. */
export interface Principal {
  readonly tenantId: string;
  readonly keyId: string;
  readonly mode: KeyMode;
  /** The tenant's, ISO 3166-1 alpha-2. */
  readonly defaultCountry: string;
}

export interface CreatedKey {
  readonly keyId: string;
  /** The whole key. Shown this once: only its hash is kept. */
  readonly key: string;
}

interface KnownKey {
  readonly sha256: Buffer;
  readonly principal: Principal;
}

/** A key revoked by another process works on here for at most so long. */
const CACHE_MS = 5_000;
/** A few hundred bytes each; more keys than this in use at once only costs look-ups. */
const CACHE_ENTRIES = 10_000;

export class ApiKeys {
  readonly #keys: Repository<ApiKeyEntity>;
  readonly #known: ExpiringCache<KnownKey>;
  readonly #now: () => number;

  constructor(dataSource: DataSource, now: () => number = Date.now) {
    this.#keys = dataSource.getRepository(ApiKeyEntity);
    this.#known = new ExpiringCache({ maxEntries: CACHE_ENTRIES, ttlMs: CACHE_MS }, now);
    this.#now = now;
  }

  async createKey(tenantId: string, mode: KeyMode, name = ''): Promise<CreatedKey> {
    const { key, keyId, sha256 } = newKey(mode);
    await this.#keys.insert({ id: keyId, tenantId, mode, name, sha256, createdAt: new Date(this.#now()), revokedAt: null });
    return { keyId, key };
  }

  /** @returns false where there is no such key, or it was revoked before */
  async revoke(keyId: string): Promise<boolean> {
    this.#known.delete(keyId);
    const { affected } = await this.#keys.update({ id: keyId, revokedAt: IsNull() }, { revokedAt: new Date(this.#now()) });
    return affected === 1;
  }

  /** Undefined for whatever is not a valid key, without a word about why: the answer helps nobody to guess. */
  async authenticate(presented: string): Promise<Principal | undefined> {
    const key = readKey(presented);
    if (!key) return undefined;
    const known = this.#known.get(key.keyId) ?? (await this.#load(key));
    return known && timingSafeEqual(known.sha256, key.sha256) ? known.principal : undefined;
  }

  async #load({ keyId, mode }: PresentedKey): Promise<KnownKey | undefined> {
    // Whose key it is, nobody knows yet: this function may look at all of them, where the API's role sees none.
    const [row] = await this.#keys.query<{ sha256: Buffer; tenant_id: string; default_country: string }[]>(
      'SELECT tenant_id, sha256, default_country FROM faxwire_key($1, $2)', [keyId, mode],
    );
    if (!row) return undefined;
    const { sha256, tenant_id: tenantId, default_country: defaultCountry } = row;
    const known = { sha256, principal: { tenantId, keyId, mode, defaultCountry } };
    this.#known.set(keyId, known);
    return known;
  }
}

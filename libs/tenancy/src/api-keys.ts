import { timingSafeEqual } from 'node:crypto';
import { SCOPES, TenantQuotas, isScope } from '@faxwire/contracts';
import { runAsTenant } from '@faxwire/event-log';
import { IsNull, type DataSource, type Repository } from 'typeorm';
import { ApiKeyEntity } from './api-key-entity.ts';
import { ExpiringCache } from './expiring-cache.ts';
import { newKey, readKey, type KeyMode } from './presented-key.ts';
import type { Principal } from './principal.ts';

export interface CreatedKey {
  readonly keyId: string;
  /** The whole key. Shown this once: only its hash is kept. */
  readonly key: string;
}

interface KnownKey {
  readonly sha256: Buffer;
  readonly previous?: { readonly sha256: Buffer; readonly until: number };
  readonly principal: Principal;
}

/** What `faxwire_key` tells. */
interface FoundKey {
  readonly sha256: Buffer;
  readonly tenant_id: string;
  readonly default_country: string;
  readonly previous_sha256: Buffer | null;
  readonly previous_until: Date | null;
  readonly scopes: readonly string[];
  readonly expires_at: Date | null;
  readonly suspended: boolean;
  readonly quotas: unknown;
}

/** A key revoked by another process works on here for at most so long. */
const CACHE_MS = 5_000;
/** A few hundred bytes each; more keys than this in use at once only costs look-ups. */
const CACHE_ENTRIES = 10_000;
/** When a key was last used is for people who tidy up: to the minute is enough, and one write a minute costs nothing. */
const USE_NOTED_MS = 60_000;
/** Notes of use under way at a time: a slow database must not be buried under them. */
const MAX_NOTES = 4;

export class ApiKeys {
  readonly #dataSource: DataSource;
  readonly #keys: Repository<ApiKeyEntity>;
  readonly #known: ExpiringCache<KnownKey>;
  readonly #noted: ExpiringCache<true>;
  readonly #now: () => number;
  #notes = 0;

  constructor(dataSource: DataSource, now: () => number = Date.now) {
    this.#dataSource = dataSource;
    this.#keys = dataSource.getRepository(ApiKeyEntity);
    this.#known = new ExpiringCache({ maxEntries: CACHE_ENTRIES, ttlMs: CACHE_MS }, now);
    this.#noted = new ExpiringCache({ maxEntries: CACHE_ENTRIES, ttlMs: USE_NOTED_MS }, now);
    this.#now = now;
  }

  /** A key that may do everything: the operator's way to give a tenant its first. */
  async createKey(tenantId: string, mode: KeyMode, name = ''): Promise<CreatedKey> {
    const { key, keyId, sha256 } = newKey(mode);
    await this.#keys.insert({ id: keyId, tenantId, mode, name, sha256, scopes: [...SCOPES], createdAt: new Date(this.#now()), revokedAt: null });
    return { keyId, key };
  }

  /** @returns false where there is no such key, or it was revoked before */
  async revoke(keyId: string): Promise<boolean> {
    this.forget(keyId);
    const { affected } = await this.#keys.update({ id: keyId, revokedAt: IsNull() }, { revokedAt: new Date(this.#now()) });
    return affected === 1;
  }

  /** The key was changed: the next request looks it up. */
  readonly forget = (keyId: string): void => this.#known.delete(keyId);

  /** Tenants were changed: so is what is known of their keys. */
  readonly forgetAll = (): void => this.#known.clear();

  /** Undefined for whatever is not a valid key, without a word about why: the answer helps nobody to guess. */
  async authenticate(presented: string): Promise<Principal | undefined> {
    const key = readKey(presented);
    if (!key) return undefined;
    const known = await this.#find(key.keyId, key.mode);
    if (!known || !this.#opens(known, key.sha256)) return undefined;
    this.#noteUse(known.principal);
    return known.principal;
  }

  /** Who a key stands for that was presented before, in exchange for a token. Undefined once it was revoked or has expired. */
  async principalOf(keyId: string, mode: KeyMode): Promise<Principal | undefined> {
    return (await this.#find(keyId, mode))?.principal;
  }

  async #find(keyId: string, mode: KeyMode): Promise<KnownKey | undefined> {
    const known = this.#known.get(keyId) ?? (await this.#load(keyId, mode));
    if (!known || known.principal.mode !== mode) return undefined;
    return (known.principal.expiresAt ?? Infinity) > this.#now() ? known : undefined;
  }

  #opens({ sha256, previous }: KnownKey, presented: Buffer): boolean {
    if (timingSafeEqual(sha256, presented)) return true;
    return previous !== undefined && previous.until > this.#now() && timingSafeEqual(previous.sha256, presented);
  }

  async #load(keyId: string, mode: KeyMode): Promise<KnownKey | undefined> {
    // Whose key it is, nobody knows yet: this function may look at all of them, where the API's role sees none.
    const [row] = await this.#dataSource.query<FoundKey[]>('SELECT * FROM faxwire_key($1, $2)', [keyId, mode]);
    if (!row) return undefined;
    const known = knownKey(keyId, mode, row);
    this.#known.set(keyId, known);
    return known;
  }

  /** Nobody waits for it, and a note that is lost is made with the next use. */
  #noteUse({ keyId, tenantId }: Principal): void {
    if (this.#noted.get(keyId) || this.#notes >= MAX_NOTES) return;
    this.#noted.set(keyId, true);
    this.#notes += 1;
    const note = runAsTenant(tenantId, () => this.#dataSource.query('UPDATE api_key SET last_used_at = $2 WHERE id = $1', [keyId, new Date(this.#now())]));
    note.catch(() => this.#noted.delete(keyId)).finally(() => (this.#notes -= 1));
  }
}

function knownKey(keyId: string, mode: KeyMode, row: FoundKey): KnownKey {
  const { sha256, previous_sha256: former, previous_until: until } = row;
  return {
    sha256,
    ...(former && until && { previous: { sha256: former, until: until.getTime() } }),
    principal: {
      tenantId: row.tenant_id, keyId, mode, scopes: new Set(row.scopes.filter(isScope)), defaultCountry: row.default_country, suspended: row.suspended,
      quotas: TenantQuotas.parse(row.quotas),
      ...(row.expires_at && { expiresAt: row.expires_at.getTime() }),
    },
  };
}

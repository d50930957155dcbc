import type { Scope } from '@faxwire/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { KEY_COLUMNS, apiKeyOf, type ApiKey, type KeyRow } from './key-row.ts';
import { newKey, newSecret, type KeyMode } from './presented-key.ts';

export interface NewApiKey {
  readonly mode: KeyMode;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expiresAt?: number | undefined;
}

export interface KeyPatch {
  readonly name?: string | undefined;
  readonly scopes?: readonly Scope[] | undefined;
  /** Null: it no longer ends. */
  readonly expiresAt?: number | null | undefined;
}

/** The whole key is shown this once: only its hash is kept. */
export interface IssuedKey {
  readonly apiKey: ApiKey;
  readonly key: string;
}

export interface KeyPage {
  readonly limit: number;
  /** Keys made before this one. */
  readonly before?: { readonly at: number; readonly id: string } | undefined;
  readonly mode?: KeyMode | undefined;
}

export type KeyRefusal = 'api_key_not_found' | 'api_key_revoked' | 'api_key_limit';
export type KeyOutcome<Done> = { readonly ok: true; readonly done: Done } | { readonly ok: false; readonly code: KeyRefusal };

/** Sees the key as it is while nobody else can change it; throws where the caller may not do what it wants with it. */
export type KeyCheck = (key: ApiKey) => void;

export interface KeyTarget {
  readonly tenantId: string;
  readonly keyId: string;
  readonly check?: KeyCheck;
}

/** Keys in use of one tenant: enough for every machine and every person, too few to hide one among. */
export const MAX_KEYS_PER_TENANT = 100;
/** Keeps our locks apart from those that others take. */
const LOCK_SPACE = 0x6b6579;

interface Options {
  readonly now?: () => number;
  /** Told of every key that is no longer what it was. */
  readonly onChange?: (keyId: string) => void;
}

/** The keys of tenants, for those who manage them. */
export class KeyBook {
  readonly #dataSource: DataSource;
  readonly #now: () => number;
  readonly #onChange: (keyId: string) => void;

  constructor(dataSource: DataSource, { now = Date.now, onChange = () => undefined }: Options = {}) {
    this.#dataSource = dataSource;
    this.#now = now;
    this.#onChange = onChange;
  }

  /** One request of a tenant at a time: two at once cannot both take the last place. */
  async create(tenantId: string, wanted: NewApiKey): Promise<KeyOutcome<IssuedKey>> {
    const { key, keyId, sha256 } = newKey(wanted.mode);
    return this.#dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [LOCK_SPACE, tenantId]);
      const [counted] = await manager.query<{ keys: number }[]>(
        'SELECT count(*)::int AS keys FROM api_key WHERE tenant_id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)', [tenantId, this.#date()],
      );
      if ((counted?.keys ?? 0) >= MAX_KEYS_PER_TENANT) return { ok: false, code: 'api_key_limit' };
      const [row] = await manager.query<KeyRow[]>(
        `INSERT INTO api_key (id, tenant_id, mode, name, scopes, sha256, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING ${KEY_COLUMNS}`,
        [keyId, tenantId, wanted.mode, wanted.name, wanted.scopes, sha256, this.#date(), dateOf(wanted.expiresAt)],
      );
      return { ok: true, done: { apiKey: apiKeyOf(present(row)), key } };
    });
  }

  /** Newest first, also those that were revoked. */
  async list(tenantId: string, { limit, before, mode }: KeyPage): Promise<ApiKey[]> {
    const rows = await this.#dataSource.query<KeyRow[]>(
      `SELECT ${KEY_COLUMNS} FROM api_key WHERE tenant_id = $1 AND ($2::text IS NULL OR mode = $2) AND ($3::timestamptz IS NULL OR (created_at, id) < ($3, $4))
       ORDER BY created_at DESC, id DESC LIMIT $5`,
      [tenantId, mode ?? null, dateOf(before?.at), before?.id ?? null, limit],
    );
    return rows.map(apiKeyOf);
  }

  async find({ tenantId, keyId }: KeyTarget): Promise<ApiKey | undefined> {
    const [row] = await this.#dataSource.query<KeyRow[]>(`SELECT ${KEY_COLUMNS} FROM api_key WHERE tenant_id = $1 AND id = $2`, [tenantId, keyId]);
    return row && apiKeyOf(row);
  }

  change(target: KeyTarget, { name, scopes, expiresAt }: KeyPatch): Promise<KeyOutcome<ApiKey>> {
    return this.#update(target, (key) => [
      'name = $2, scopes = $3, expires_at = $4',
      [name ?? key.name, scopes ?? key.scopes, dateOf(expiresAt === undefined ? key.expiresAt : expiresAt)],
    ]);
  }

  /** A new secret for the same key; the one before it is good for `overlapMs` more, and the one before that no longer. */
  async roll(target: KeyTarget, overlapMs: number): Promise<KeyOutcome<IssuedKey>> {
    let issued: string | undefined;
    const outcome = await this.#update(target, ({ mode, keyId }) => {
      const { key, sha256 } = newSecret(mode, keyId);
      issued = key;
      return ['previous_sha256 = sha256, previous_until = $2, sha256 = $3, rolled_at = $4', [dateOf(this.#now() + overlapMs), sha256, this.#date()]];
    });
    return outcome.ok && issued !== undefined ? { ok: true, done: { apiKey: outcome.done, key: issued } } : (outcome as KeyOutcome<never>);
  }

  revoke(target: KeyTarget): Promise<KeyOutcome<ApiKey>> {
    return this.#update(target, () => ['revoked_at = $2', [this.#date()]]);
  }

  async #update(target: KeyTarget, change: (key: ApiKey) => [string, unknown[]]): Promise<KeyOutcome<ApiKey>> {
    const outcome = await this.#dataSource.transaction(async (manager): Promise<KeyOutcome<ApiKey>> => {
      const found = await locked(manager, target);
      if (!found) return { ok: false, code: 'api_key_not_found' };
      target.check?.(found);
      if (found.revokedAt !== undefined) return { ok: false, code: 'api_key_revoked' };
      const [assignments, values] = change(found);
      await manager.query(`UPDATE api_key SET ${assignments} WHERE id = $1`, [target.keyId, ...values]);
      return { ok: true, done: present(await locked(manager, target)) };
    });
    if (outcome.ok) this.#onChange(target.keyId);
    return outcome;
  }

  #date(): Date {
    return new Date(this.#now());
  }
}

async function locked(manager: EntityManager, { tenantId, keyId }: KeyTarget): Promise<ApiKey | undefined> {
  const [row] = await manager.query<KeyRow[]>(`SELECT ${KEY_COLUMNS} FROM api_key WHERE tenant_id = $1 AND id = $2 FOR UPDATE`, [tenantId, keyId]);
  return row && apiKeyOf(row);
}

const dateOf = (at: number | null | undefined): Date | null => (at === undefined || at === null ? null : new Date(at));

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('a key that was just written is not there');
  return value;
}

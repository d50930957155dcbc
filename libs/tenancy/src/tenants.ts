import { randomUUID } from 'node:crypto';
import { TenantQuotas, TenantSettings, definedFields, type TenantSettingsChange } from '@faxwire/contracts';
import type { DataSource, EntityManager, Repository } from 'typeorm';
import { TenantEntity } from './tenant-entity.ts';

export type { TenantQuotas, TenantSettings };

export interface Tenant {
  readonly id: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2: how numbers without a country code are read. */
  readonly defaultCountry: string;
  readonly createdAt: number;
}

/** With all that was decided about it. */
export interface TenantRecord extends Tenant {
  readonly settings: TenantSettings;
  readonly quotas: TenantQuotas;
  readonly suspended: boolean;
}

export interface NewTenant {
  readonly name: string;
  readonly defaultCountry?: string;
  /** Given where the tenant must have a known id, as the sandbox's does. */
  readonly id?: string;
}

export interface TenantPatch {
  readonly name?: string | undefined;
  readonly settings?: TenantSettingsChange | undefined;
  readonly suspended?: boolean | undefined;
  readonly quotas?: TenantQuotas | undefined;
}

export interface TenantPage {
  readonly limit: number;
  /** Tenants made before this one. */
  readonly before?: { readonly at: number; readonly id: string } | undefined;
}

export class Tenants {
  readonly #dataSource: DataSource;
  readonly #tenants: Repository<TenantEntity>;
  readonly #now: () => number;

  constructor(dataSource: DataSource, now: () => number = Date.now) {
    this.#dataSource = dataSource;
    this.#tenants = dataSource.getRepository(TenantEntity);
    this.#now = now;
  }

  /** A tenant that has the given id already is left as it is. */
  async createTenant({ name, defaultCountry = 'US', id = randomUUID() }: NewTenant): Promise<Tenant> {
    const values = { id, name, defaultCountry, createdAt: new Date(this.#now()) };
    await this.#tenants.createQueryBuilder().insert().values(values).orIgnore().execute();
    return tenantOf(await this.#tenants.findOneByOrFail({ id }));
  }

  async find(id: string): Promise<Tenant | undefined> {
    const found = await this.#tenants.findOneBy({ id });
    return found ? tenantOf(found) : undefined;
  }

  /** What the tenant has decided, and defaults for the rest. Undefined where there is no such tenant, or the database's role may not see it. */
  async settings(id: string): Promise<TenantSettings | undefined> {
    return (await this.record(id))?.settings;
  }

  async record(id: string): Promise<TenantRecord | undefined> {
    const found = await this.#tenants.findOneBy({ id });
    return found ? recordOf(found) : undefined;
  }

  /** Newest first. */
  async list({ limit, before }: TenantPage): Promise<TenantRecord[]> {
    const query = this.#tenants.createQueryBuilder('tenant').orderBy('tenant.created_at', 'DESC').addOrderBy('tenant.id', 'DESC').limit(limit);
    if (before) query.where('(tenant.created_at, tenant.id) < (:at, :id)', { at: new Date(before.at), id: before.id });
    return (await query.getMany()).map(recordOf);
  }

  /** What is left out stays as it is. @returns the tenant as it was and as it is, or undefined where there is none */
  change(id: string, patch: TenantPatch): Promise<{ readonly before: TenantRecord; readonly after: TenantRecord } | undefined> {
    return this.#dataSource.transaction(async (manager) => {
      const found = await locked(manager, id);
      if (!found) return undefined;
      const values = this.#valuesOf(patch, found);
      // TypeORM refuses an update of nothing at all; and a tenant's own role may write the columns that it changes, and no other.
      if (Object.keys(values).length > 0) await manager.update(TenantEntity, { id }, values);
      return { before: recordOf(found), after: recordOf(await manager.findOneByOrFail(TenantEntity, { id })) };
    });
  }

  #valuesOf(patch: TenantPatch, found: TenantEntity): object {
    const { defaultCountry, ...settings } = patch.settings ?? {};
    return {
      ...(patch.name !== undefined && { name: patch.name }),
      ...(defaultCountry !== undefined && { defaultCountry }),
      ...(patch.settings && { settings: { ...found.settings, ...definedFields(settings) } }),
      ...(patch.quotas && { quotas: { ...patch.quotas } }),
      ...(patch.suspended !== undefined && { suspendedAt: patch.suspended ? (found.suspendedAt ?? new Date(this.#now())) : null }),
    };
  }

  /** Only what is suspended and has no fax: everything else is somebody's record. */
  async delete(id: string): Promise<'deleted' | 'tenant_not_found' | 'tenant_not_deletable'> {
    return this.#dataSource.transaction(async (manager) => {
      const found = await locked(manager, id);
      if (!found) return 'tenant_not_found';
      const faxes = await manager.query<unknown[]>('SELECT FROM fax WHERE tenant_id = $1 LIMIT 1', [id]);
      if (found.suspendedAt === null || faxes.length > 0) return 'tenant_not_deletable';
      await manager.delete(TenantEntity, { id });
      return 'deleted';
    });
  }
}

function locked(manager: EntityManager, id: string): Promise<TenantEntity | null> {
  return manager.findOne(TenantEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
}

function tenantOf({ id, name, defaultCountry, createdAt }: TenantEntity): Tenant {
  return { id, name, defaultCountry, createdAt: createdAt.getTime() };
}

function recordOf(row: TenantEntity): TenantRecord {
  const settings = TenantSettings.parse({ ...row.settings, defaultCountry: row.defaultCountry });
  return { ...tenantOf(row), settings, quotas: TenantQuotas.parse(row.quotas), suspended: row.suspendedAt !== null };
}

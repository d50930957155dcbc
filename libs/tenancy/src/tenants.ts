import { randomUUID } from 'node:crypto';
import { TenantSettings } from '@faxwire/contracts';
import type { DataSource, Repository } from 'typeorm';
import { TenantEntity } from './tenant-entity.ts';

export type { TenantSettings };

export interface Tenant {
  readonly id: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2: how numbers without a country code are read. */
  readonly defaultCountry: string;
  readonly createdAt: number;
}

export interface NewTenant {
  readonly name: string;
  readonly defaultCountry?: string;
  /** Given where the tenant must have a known id, as the sandbox's does. */
  readonly id?: string;
}

export class Tenants {
  readonly #tenants: Repository<TenantEntity>;
  readonly #now: () => number;

  constructor(dataSource: DataSource, now: () => number = Date.now) {
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
    const found = await this.#tenants.findOne({ where: { id }, select: { id: true, defaultCountry: true, settings: true } });
    return found ? TenantSettings.parse({ ...found.settings, defaultCountry: found.defaultCountry }) : undefined;
  }
}

function tenantOf({ id, name, defaultCountry, createdAt }: TenantEntity): Tenant {
  return { id, name, defaultCountry, createdAt: createdAt.getTime() };
}

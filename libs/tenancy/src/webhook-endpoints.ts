import { randomBytes } from 'node:crypto';
import { IsNull, Not, type DataSource, type EntityManager, type Repository } from 'typeorm';
import { definedFields } from '@faxwire/contracts';
import { dispatchOf, type EndpointLimits, type WebhookDispatch } from './webhook-dispatch.ts';
import {
  changedColumns, issueKey, rotatedColumns, type EndpointChange, type IssuedSecret, type NewWebhookEndpoint, type SecretRotation,
} from './webhook-endpoint-change.ts';
import { WebhookEndpointEntity } from './webhook-endpoint-entity.ts';
import { wants, webhookEndpointOf, type WebhookEndpoint } from './webhook-endpoint.ts';
import { WebhookVault } from './webhook-vault.ts';

export type EndpointCreation =
  | ({ readonly ok: true; readonly endpoint: WebhookEndpoint } & IssuedSecret)
  | { readonly ok: false; readonly code: 'webhook_endpoint_limit' };

/** Every event is sent to every endpoint that wants it: without a limit one tenant could multiply its load on us at will. */
export const MAX_ENDPOINTS_PER_TENANT = 20;
/** Endpoints with limits of their own that one worker keeps in mind; those beyond get the installation's. */
const MAX_LIMITED = 10_000;
const ID_BYTES = 16;

/** The endpoints of all tenants. What a tenant asks for names the tenant, too. */
export class WebhookEndpoints {
  readonly #dataSource: DataSource;
  readonly #endpoints: Repository<WebhookEndpointEntity>;
  readonly #vault: WebhookVault;
  readonly #now: () => number;

  /** @param masterKey 32 bytes; endpoints' secrets are sealed with it */
  constructor(dataSource: DataSource, masterKey: Buffer, now: () => number = Date.now) {
    this.#dataSource = dataSource;
    this.#endpoints = dataSource.getRepository(WebhookEndpointEntity);
    this.#vault = new WebhookVault(masterKey);
    this.#now = now;
  }

  async create(tenantId: string, wanted: NewWebhookEndpoint): Promise<EndpointCreation> {
    const id = `hook_${randomBytes(ID_BYTES).toString('hex')}`;
    const { columns, issued } = issueKey(id, wanted.signature ?? 'standard', this.#vault);
    const settings = changedColumns(id, { events: [], description: '', includeLinks: false, headers: {}, ratePerSecond: null, concurrency: null, ...definedFields(wanted) }, this.#vault);
    const row = this.#endpoints.create({
      id, tenantId, mode: wanted.mode ?? 'live', ...columns, ...(settings as Partial<WebhookEndpointEntity>), sealedPrevious: null, previousUntil: null, disabledReason: null, failingSince: null, failures: 0,
      createdAt: new Date(this.#now()), updatedAt: null,
    });
    const created = await this.#dataSource.transaction((manager) => insertWithinLimit(manager, row));
    return created ? { ok: true, endpoint: this.#shown(row), ...issued } : { ok: false, code: 'webhook_endpoint_limit' };
  }

  /** Oldest first. */
  async list(tenantId: string): Promise<WebhookEndpoint[]> {
    return (await this.#rowsOf(tenantId)).map((row) => this.#shown(row));
  }

  /** Undefined where the tenant has no such endpoint. */
  async get(tenantId: string, id: string): Promise<WebhookEndpoint | undefined> {
    const row = await this.#endpoints.findOneBy({ tenantId, id });
    return row ? this.#shown(row) : undefined;
  }

  async update(tenantId: string, id: string, change: EndpointChange): Promise<WebhookEndpoint | undefined> {
    const columns = changedColumns(id, change, this.#vault);
    await this.#endpoints.update({ tenantId, id }, { ...columns, updatedAt: new Date(this.#now()) });
    return this.get(tenantId, id);
  }

  /** A new key, and a time in which the present one signs as well. One that an earlier rotation had left ends at once. */
  async rotate(tenantId: string, id: string, rotation: SecretRotation): Promise<({ readonly endpoint: WebhookEndpoint } & IssuedSecret) | undefined> {
    return this.#dataSource.transaction(async (manager) => {
      const row = await manager.findOne(WebhookEndpointEntity, { where: { tenantId, id }, lock: { mode: 'pessimistic_write' } });
      if (!row) return undefined;
      const now = this.#now();
      const { columns, issued } = rotatedColumns(row, rotation, { vault: this.#vault, now });
      const changes = { ...columns, updatedAt: new Date(now) };
      await manager.update(WebhookEndpointEntity, { tenantId, id }, changes);
      return { endpoint: this.#shown(Object.assign(row, changes)), ...issued };
    });
  }

  /** Its failures are forgotten. */
  async enable(tenantId: string, id: string): Promise<WebhookEndpoint | undefined> {
    await this.#endpoints.update({ tenantId, id }, { disabledReason: null, failingSince: null, failures: 0, updatedAt: new Date(this.#now()) });
    return this.get(tenantId, id);
  }

  /** By its tenant. The first reason stays. */
  async disableOf(tenantId: string, id: string, reason: string): Promise<WebhookEndpoint | undefined> {
    await this.#endpoints.update({ tenantId, id, disabledReason: IsNull() }, { disabledReason: reason, updatedAt: new Date(this.#now()) });
    return this.get(tenantId, id);
  }

  /** @returns false where the tenant has no such endpoint */
  async delete(tenantId: string, id: string): Promise<boolean> {
    const { affected } = await this.#endpoints.delete({ tenantId, id });
    return affected === 1;
  }

  async findForEvent(tenantId: string, eventType: string): Promise<WebhookEndpoint[]> {
    const rows = await this.#rowsOf(tenantId);
    return rows.filter(({ events, disabledReason }) => wants({ events, disabled: disabledReason !== null }, eventType)).map((row) => this.#shown(row));
  }

  async find(id: string): Promise<WebhookEndpoint | undefined> {
    const row = await this.#endpoints.findOneBy({ id });
    return row ? this.#shown(row) : undefined;
  }

  /** By us, for what it did. The first reason stays. */
  async disable(id: string, reason: string): Promise<void> {
    await this.#endpoints.update({ id, disabledReason: IsNull() }, { disabledReason: reason });
  }

  /** What sending takes; undefined where the endpoint was deleted meanwhile. */
  async dispatchOf(id: string): Promise<WebhookDispatch | undefined> {
    const row = await this.#endpoints.findOneBy({ id });
    return row ? dispatchOf(row, this.#vault, this.#now()) : undefined;
  }

  /** Of every endpoint that has limits of its own. */
  async limits(): Promise<ReadonlyMap<string, EndpointLimits>> {
    const rows = await this.#endpoints.find({
      select: { id: true, ratePerSecond: true, concurrency: true }, where: [{ ratePerSecond: Not(IsNull()) }, { concurrency: Not(IsNull()) }], take: MAX_LIMITED,
    });
    return new Map(rows.map(({ id, ratePerSecond, concurrency }) => [id, { ratePerSecond: ratePerSecond ?? undefined, concurrency: concurrency ?? undefined }]));
  }

  /** A success: earlier failures are forgotten. */
  async noteReached(id: string): Promise<void> {
    await this.#endpoints.update({ id }, { failingSince: null, failures: 0 });
  }

  /** One failure more. @param at when, ms since the Unix epoch: since then it fails, where it did not before */
  async noteFailure(id: string, at: number): Promise<void> {
    await this.#dataSource.query('UPDATE webhook_endpoint SET failing_since = coalesce(failing_since, $2), failures = failures + 1 WHERE id = $1', [id, new Date(at)]);
  }

  #rowsOf(tenantId: string): Promise<WebhookEndpointEntity[]> {
    return this.#endpoints.find({ where: { tenantId }, order: { createdAt: 'ASC', id: 'ASC' }, take: MAX_ENDPOINTS_PER_TENANT });
  }

  #shown(row: WebhookEndpointEntity): WebhookEndpoint {
    return webhookEndpointOf(row, this.#vault.headersOf(row));
  }
}

/** Keeps our locks apart from those that others take. */
const LOCK_SPACE = 0x666565;

/** One request of a tenant at a time: two at once cannot both take the last place. The API may not lock the tenant's row, which it only reads. */
async function insertWithinLimit(manager: EntityManager, row: WebhookEndpointEntity): Promise<boolean> {
  const { tenantId } = row;
  await manager.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [LOCK_SPACE, tenantId]);
  if ((await manager.countBy(WebhookEndpointEntity, { tenantId })) >= MAX_ENDPOINTS_PER_TENANT) return false;
  await manager.insert(WebhookEndpointEntity, row);
  return true;
}

import { randomBytes } from 'node:crypto';
import { IsNull, type DataSource, type EntityManager, type Repository } from 'typeorm';
import { MASTER_KEY_BYTES, seal, unseal } from './sealed-secret.ts';
import { WebhookEndpointEntity } from './webhook-endpoint-entity.ts';
import { wants, webhookEndpointOf, type WebhookEndpoint } from './webhook-endpoint.ts';

export interface NewWebhookEndpoint {
  /** Checked by the caller. */
  readonly url: string;
  readonly events?: readonly string[];
  readonly description?: string;
}

export type EndpointCreation =
  | { readonly ok: true; readonly endpoint: WebhookEndpoint; readonly secret: string }
  | { readonly ok: false; readonly code: 'webhook_endpoint_limit' };

/** Every event is sent to every endpoint that wants it: without a limit one tenant could multiply its load on us at will. */
export const MAX_ENDPOINTS_PER_TENANT = 20;
/** Standard Webhooks asks for 24 to 64 bytes. */
const SECRET_BYTES = 32;
const ID_BYTES = 16;

export class WebhookEndpoints {
  readonly #dataSource: DataSource;
  readonly #endpoints: Repository<WebhookEndpointEntity>;
  readonly #masterKey: Buffer;
  readonly #now: () => number;

  /** @param masterKey 32 bytes; endpoints' secrets are sealed with it */
  constructor(dataSource: DataSource, masterKey: Buffer, now: () => number = Date.now) {
    if (masterKey.length !== MASTER_KEY_BYTES) throw new RangeError(`a master key has ${MASTER_KEY_BYTES} bytes`);
    this.#dataSource = dataSource;
    this.#endpoints = dataSource.getRepository(WebhookEndpointEntity);
    this.#masterKey = masterKey;
    this.#now = now;
  }

  async create(tenantId: string, wanted: NewWebhookEndpoint): Promise<EndpointCreation> {
    const id = `hook_${randomBytes(ID_BYTES).toString('hex')}`;
    const secret = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
    const row = this.#endpoints.create({
      id, tenantId, url: wanted.url, events: [...(wanted.events ?? [])], description: wanted.description ?? '',
      sealedSecret: seal(secret, this.#masterKey, id), disabledReason: null, createdAt: new Date(this.#now()),
    });
    const created = await this.#dataSource.transaction((manager) => insertWithinLimit(manager, row));
    return created ? { ok: true, endpoint: webhookEndpointOf(row), secret } : { ok: false, code: 'webhook_endpoint_limit' };
  }

  /** Oldest first. */
  async list(tenantId: string): Promise<WebhookEndpoint[]> {
    const rows = await this.#endpoints.find({ where: { tenantId }, order: { createdAt: 'ASC', id: 'ASC' }, take: MAX_ENDPOINTS_PER_TENANT });
    return rows.map(webhookEndpointOf);
  }

  /** @returns false where the tenant has no such endpoint */
  async delete(tenantId: string, id: string): Promise<boolean> {
    const { affected } = await this.#endpoints.delete({ tenantId, id });
    return affected === 1;
  }

  async findForEvent(tenantId: string, eventType: string): Promise<WebhookEndpoint[]> {
    return (await this.list(tenantId)).filter((endpoint) => wants(endpoint, eventType));
  }

  async find(id: string): Promise<WebhookEndpoint | undefined> {
    const row = await this.#endpoints.findOneBy({ id });
    return row ? webhookEndpointOf(row) : undefined;
  }

  /** The first reason stays. */
  async disable(id: string, reason: string): Promise<void> {
    await this.#endpoints.update({ id, disabledReason: IsNull() }, { disabledReason: reason });
  }

  /** `whsec_...`; undefined where the endpoint was deleted meanwhile. */
  async secretOf({ id }: Pick<WebhookEndpoint, 'id'>): Promise<string | undefined> {
    const row = await this.#endpoints.findOneBy({ id });
    return row ? unseal(row.sealedSecret, this.#masterKey, id) : undefined;
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

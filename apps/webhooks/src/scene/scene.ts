import { eventIdOf, EVENT_SOURCE, type FaxCloudEvent } from '@faxwire/contracts';
import { WebhookDeliveryEntity, deliveriesEntities, deliveriesMigrations, type Queries } from '@faxwire/deliveries';
import { openDatabase, type Database } from '@faxwire/event-log';
import { decide, fold, phoneNumber, type FaxCommand, type FaxEvent, type FaxMode } from '@faxwire/fax';
import type { EndpointLimits, WebhookDispatch } from '@faxwire/tenancy';
import { temporaryDatabase } from '@faxwire/testing';
import type { EndpointDirectory, FaxStreams } from '../ports.ts';

export const TENANT = '5b0f3f0e-4f2b-4a53-9a0d-6d9f6f0f4a01';
export const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
export const START = Date.parse('2026-03-01T12:00:00Z');

type KnownEndpoint = { id: string; url: string; mode?: FaxMode; disabled: boolean; events: readonly string[]; disabledReason?: string; includeLinks?: boolean; failingSince?: number | undefined; failures?: number } & Partial<EndpointLimits>;

/** Endpoints in memory, as tenancy keeps them in its table. */
export class EndpointsInMemory implements EndpointDirectory {
  readonly all = new Map<string, KnownEndpoint>();

  add(id: string, url: string, events: readonly string[] = []): KnownEndpoint {
    const endpoint = { id, url, disabled: false, events };
    this.all.set(id, endpoint);
    return endpoint;
  }

  async findForEvent(_tenantId: string, eventType: string): Promise<(KnownEndpoint & { mode: FaxMode })[]> {
    const wanting = [...this.all.values()].filter(({ disabled, events }) => !disabled && (events.length === 0 || events.includes(eventType)));
    return wanting.map((endpoint) => ({ mode: 'live', ...endpoint }));
  }

  async dispatchOf(id: string): Promise<WebhookDispatch | undefined> {
    const endpoint = this.all.get(id);
    if (!endpoint) return undefined;
    const { url, disabled, failingSince, failures = 0, includeLinks = false } = endpoint;
    return { id, tenantId: TENANT, url, disabled, includeLinks, keys: [{ signature: 'standard', secret: SECRET }], headers: {}, failingSince, failures };
  }

  async limits(): Promise<Map<string, EndpointLimits>> {
    const limited = [...this.all.values()].filter(({ ratePerSecond, concurrency }) => ratePerSecond !== undefined || concurrency !== undefined);
    return new Map(limited.map(({ id, ratePerSecond, concurrency }) => [id, { ratePerSecond, concurrency }]));
  }

  async disable(id: string, reason: string): Promise<void> {
    const endpoint = this.all.get(id);
    if (endpoint) Object.assign(endpoint, { disabled: true, disabledReason: reason });
  }

  async noteReached(id: string): Promise<void> {
    const endpoint = this.all.get(id);
    if (endpoint) Object.assign(endpoint, { failingSince: undefined, failures: 0 });
  }

  async noteFailure(id: string, at: number): Promise<void> {
    const endpoint = this.all.get(id);
    if (endpoint) Object.assign(endpoint, { failingSince: endpoint.failingSince ?? at, failures: (endpoint.failures ?? 0) + 1 });
  }
}

/** Streams in memory that obey the real rules. */
export class StreamsInMemory implements FaxStreams {
  readonly #streams = new Map<string, FaxEvent[]>();

  async history(faxId: string): Promise<{ version: number; event: FaxEvent }[]> {
    return (this.#streams.get(faxId) ?? []).map((event, index) => ({ version: index + 1, event }));
  }

  async execute(faxId: string, command: FaxCommand): Promise<{ ok: boolean }> {
    const stream = this.#streams.get(faxId) ?? [];
    const decision = decide(command, fold(stream), START + stream.length);
    if (decision.ok) this.#streams.set(faxId, [...stream, ...decision.events]);
    return { ok: decision.ok };
  }

  async receive(faxId: string): Promise<void> {
    const document = { sha256: 'ab'.repeat(32), mediaType: 'application/pdf', bytes: 1 };
    const fax = {
      faxId, tenantId: TENANT, mode: 'test' as const, phoneNumber: phoneNumber('+19995550100'), document, resolution: 'fine' as const,
      metadata: { order: '42' }, requestHash: 'cd',
    };
    await this.execute(faxId, { type: 'ReceiveFax', fax });
  }

  /** The events as they leave the house. */
  async cloudEvents(faxId: string): Promise<FaxCloudEvent[]> {
    const stream = await this.history(faxId);
    return stream.map(({ version, event: { type, at, data } }) => ({
      specversion: '1.0', id: eventIdOf(faxId, version), source: EVENT_SOURCE, type, time: new Date(at).toISOString(), subject: faxId,
      datacontenttype: 'application/json', data, sequence: version, tenantid: TENANT,
    }));
  }

  async lastEvent(faxId: string): Promise<FaxCloudEvent> {
    const event = (await this.cloudEvents(faxId)).at(-1);
    if (!event) throw new Error(`no events of ${faxId}`);
    return event;
  }
}

export interface Storage {
  readonly queries: Queries;
  readonly pool: Database['pool'];
  deliveries(): Promise<WebhookDeliveryEntity[]>;
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** The table as the migration makes it, in a database of its own. */
export async function storage(): Promise<Storage> {
  const server = await temporaryDatabase();
  const database = await openDatabase({ url: server.url, poolSize: 8, entities: deliveriesEntities, migrations: deliveriesMigrations });
  const { pool, dataSource } = database;
  return {
    queries: pool,
    pool,
    deliveries: () => dataSource.getRepository(WebhookDeliveryEntity).find({ order: { deliveryId: 'ASC' } }),
    async clear() {
      await pool.query('TRUNCATE webhook_delivery');
    },
    async close() {
      await database.close();
      await server.drop();
    },
  };
}

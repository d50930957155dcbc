import { randomUUID } from 'node:crypto';
import { insertDeliveries, type ClaimedDelivery } from '@faxwire/deliveries';
import type { Foundation } from '@faxwire/runtime';
import { createWebhooks, type Webhooks } from '@faxwire/webhooks-app';
import { BenchProcess } from '../bench-process.ts';
import type { ReceiverAnswer, ReceiverOrder } from './webhook-receiver.ts';

export const GOOD_ENDPOINTS = 4;
export const PER_ENDPOINT = 4;
/** Noted at a time: as many as the pool has connections, or so. */
const NOTED_AT_ONCE = 8;

/** A tenant with four endpoints that answer at once, and a fifth that never does. */
export interface WebhookGround {
  readonly base: Foundation;
  readonly tenantId: string;
  readonly origin: string;
  /** In the order of their paths, `/1` to `/4`. */
  readonly good: readonly string[];
  readonly hanging: string;
  ask(order: ReceiverOrder): Promise<ReceiverAnswer>;
}

export async function openWebhookGround(base: Foundation): Promise<WebhookGround> {
  const receiver = new BenchProcess(new URL('./webhook-receiver.js', import.meta.url));
  base.closing.defer('receiver', () => receiver.end());
  const ask = (order: ReceiverOrder): Promise<ReceiverAnswer> => receiver.ask<ReceiverAnswer>(order);
  const { port, hangingPort } = await ask('count');
  const { id: tenantId } = await base.tenants.createTenant({ name: 'Bench' });
  const origin = `http://127.0.0.1:${port}`;
  const good: string[] = [];
  for (let n = 1; n <= GOOD_ENDPOINTS; n += 1) good.push(await endpoint(base, tenantId, `${origin}/${n}`));
  return { base, tenantId, origin, good, hanging: await endpoint(base, tenantId, `http://127.0.0.1:${hangingPort}/`), ask };
}

async function endpoint({ endpoints }: Foundation, tenantId: string, url: string): Promise<string> {
  const created = await endpoints.create(tenantId, { url });
  if (!created.ok) throw new Error(created.code);
  return created.endpoint.id;
}

/** As `openWebhooks` has it, without a log to read from. @param timeoutMs of one request */
export function openWorker({ base }: WebhookGround, timeoutMs: number): Webhooks['worker'] {
  const { database, endpoints, faxLog: faxes, configuration: { webhooks } } = base;
  const settings = { ...webhooks, allowLoopback: true, concurrencyPerEndpoint: PER_ENDPOINT, timeoutMs };
  return createWebhooks({ database, endpoints, faxes, settings, onError: (error) => process.stderr.write(`${String(error)}\n`) }).worker;
}

export interface Noted {
  readonly eventIds: readonly string[];
  /** Of each event, ms since the Unix epoch. */
  readonly dueAt: ReadonlyMap<string, number>;
}

/** Notes events, each of a fax of its own, for every one of the endpoints. @param dueAt of the n-th, ms since the Unix epoch */
export async function noteEvents({ base, tenantId }: WebhookGround, endpointIds: readonly string[], events: { readonly count: number; readonly dueAt: (n: number) => number }): Promise<Noted> {
  const now = Date.now();
  const due = Array.from({ length: events.count }, (_, n) => [`evt_${randomUUID()}_1`, Math.max(events.dueAt(n), now)] as const);
  for (let first = 0; first < due.length; first += NOTED_AT_ONCE) {
    await Promise.all(due.slice(first, first + NOTED_AT_ONCE).map(([eventId, at]) => note(base, { eventId, tenantId, endpointIds }, { now, delayMs: at - now })));
  }
  return { eventIds: due.map(([eventId]) => eventId), dueAt: new Map(due) };
}

type Event = Pick<ClaimedDelivery, 'eventId'> & { readonly tenantId: string; readonly endpointIds: readonly string[] };

async function note({ database }: Foundation, { eventId, tenantId, endpointIds }: Event, at: { readonly now: number; readonly delayMs: number }): Promise<void> {
  const faxId = eventId.slice('evt_'.length, -'_1'.length);
  const delivery = { eventId, tenantId, faxId, sequence: 1, eventType: 'FaxReceived', body: bodyOf(eventId, faxId), traceParent: undefined, endpointIds };
  await insertDeliveries(database.pool, delivery, at);
}

/** Between rounds: what a hanging endpoint left is not the next round's work. */
export async function forgetAll({ base }: WebhookGround): Promise<void> {
  await base.database.pool.query('TRUNCATE webhook_delivery');
}

/** Of the size that ours have. */
export function bodyOf(eventId: string, faxId: string): string {
  const time = '2026-03-01T12:00:00.000Z';
  return JSON.stringify({
    id: eventId, source: 'urn:faxwire', specVersion: '1.0', type: 'FaxReceived', dataContentType: 'application/json', time, causationId: eventId, subject: faxId, sequence: 1,
    data: { mode: 'test', tenantId: faxId, faxId, faxStatus: 'FaxReceived', createdOn: time, updatedOn: time, phoneNumber: '+19995550100', metadata: { order: '42', department: 'radiology' } },
  });
}

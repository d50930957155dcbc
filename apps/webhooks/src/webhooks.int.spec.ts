import { randomBytes, randomUUID } from 'node:crypto';
import type { INestMicroservice } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import { deliveriesEntities, deliveriesMigrations } from '@faxwire/deliveries';
import { EventLog, FaxLog, eventLogEntities, eventLogMigrations, openDatabase, type Database } from '@faxwire/event-log';
import { phoneNumber } from '@faxwire/fax';
import { createEventConsumer, createLogger, nestLogger } from '@faxwire/platform';
import { Tenants, WebhookEndpoints, tenancyEntities, tenancyMigrations } from '@faxwire/tenancy';
import { Receiver, answering, temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import { LogEventSource, transportMigrations } from '@faxwire/transport';
import { WEBHOOKS_GROUP, WebhooksModule } from './index.ts';

const settings = { allowLoopback: true, concurrencyPerEndpoint: 4, timeoutMs: 5_000, maxResponseBytes: 16_384, scheduleSeconds: [0] };

const silent = createLogger({ level: 'fatal' });

describe('the webhooks app on the real log and the real endpoints', () => {
  let server: TemporaryDatabase;
  let database: Database;
  let faxes: FaxLog;
  let endpoints: WebhookEndpoints;
  let source: LogEventSource;
  let app: INestMicroservice;
  let receiver: Receiver;
  const tenantId = randomUUID();

  beforeAll(async () => {
    server = await temporaryDatabase();
    database = await openDatabase({
      url: server.url, entities: [...eventLogEntities, ...tenancyEntities, ...deliveriesEntities],
      migrations: [...eventLogMigrations, ...tenancyMigrations, ...transportMigrations, ...deliveriesMigrations],
    });
    faxes = new FaxLog({ database, now: Date.now });
    endpoints = new WebhookEndpoints(database.dataSource, randomBytes(32));
    await new Tenants(database.dataSource).createTenant({ id: tenantId, name: 'Webhooks' });
    source = new LogEventSource({ log: new EventLog(database), database });
    const module = WebhooksModule.register({ database, endpoints, faxes, settings });
    app = await createEventConsumer(module, { source, group: WEBHOOKS_GROUP, logger: nestLogger(silent) });
    await app.listen();
  });
  afterAll(async () => {
    await app.close();
    await source.close();
    await database.close();
    await server.drop();
  });
  beforeEach(async () => {
    receiver = await Receiver.start();
  });
  afterEach(async () => {
    for (const { id } of await endpoints.list(tenantId)) await endpoints.delete(tenantId, id);
    await receiver.stop();
  });

  async function fax(faxId: string = randomUUID(), mode: 'live' | 'test' = 'test'): Promise<string> {
    const document = { sha256: 'ab'.repeat(32), mediaType: 'application/pdf', bytes: 1 };
    const received = { faxId, tenantId, mode, phoneNumber: phoneNumber('+19995550100'), document, resolution: 'fine' as const, metadata: {}, requestHash: '' };
    await faxes.execute(faxId, { type: 'ReceiveFax', fax: received });
    return faxId;
  }

  const answered = (answer: ReturnType<typeof answering>): Promise<void> => new Promise((resolve) => {
    receiver.answer = (response, received) => {
      response.on('finish', resolve);
      answer(response, received);
    };
  });

  it('delivers what was committed, signed with the secret of the endpoint', async () => {
    const created = await endpoints.create(tenantId, { url: receiver.url });
    if (!created.ok) throw new Error(created.code);
    const arrived = answered(answering(204));
    const faxId = await fax();
    await arrived;
    const { body = '', headers = {} } = receiver.received[0] ?? {};
    expect(new Webhook(created.secret ?? '').verify(body, headers)).toMatchObject({ type: 'FaxReceived', data: { faxId, tenantId } });
  });

  it('tells the fax when it gives up', async () => {
    await endpoints.create(tenantId, { url: receiver.url });
    const arrived = answered(answering(500));
    const faxId = await fax();
    await arrived;
    const givenUp = async () => (await faxes.history(faxId)).at(-1)?.event;
    while ((await givenUp())?.type !== 'FaxWebhookUpdateFailed') await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await givenUp()).toMatchObject({ data: { webhookId: `evt_${faxId}_1`, attempts: 1, reason: 'http_500' } });
  });

  it('tells an endpoint of a test key of test faxes alone', async () => {
    const [tested, lived] = [await endpoints.create(tenantId, { url: receiver.url, mode: 'test' }), await endpoints.create(tenantId, { url: receiver.url })];
    if (!tested.ok || !lived.ok) throw new Error('not created');
    const [live, test] = [await fax(randomUUID(), 'live'), await fax(randomUUID(), 'test')];
    const toldOf = async (faxId: string) => (await database.pool.query<{ id: string }>(`SELECT endpoint_id AS id FROM webhook_delivery WHERE fax_id = $1 AND event_type = 'FaxReceived'`, [faxId])).rows.map(({ id }) => id);
    while ((await toldOf(test)).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await toldOf(live)).toEqual([lived.endpoint.id]);
    expect(new Set(await toldOf(test))).toEqual(new Set([tested.endpoint.id, lived.endpoint.id]));
  });

  it('sends call and page facts only to an endpoint that asks for them', async () => {
    await endpoints.create(tenantId, { url: receiver.url });
    const curious = await endpoints.create(tenantId, { url: receiver.url, events: ['DocumentRendered'] });
    const faxId = randomUUID();
    // What became of an earlier test's fax may still be on its way.
    const ofThisFax = () => receiver.received.filter(({ body }) => body.includes(faxId));
    const both = new Promise<void>((resolve) => {
      receiver.answer = (response) => {
        response.on('finish', () => ofThisFax().length === 2 && resolve());
        response.writeHead(204).end();
      };
    });
    await fax(faxId);
    await faxes.execute(faxId, { type: 'RecordRendering', pages: { sha256: 'ef', pageCount: 1, widthPx: 1_728, bytes: 1, pageSha256: ['ef'], renderMs: 1 } });
    await both;
    const { rows } = await database.pool.query('SELECT event_type, endpoint_id FROM webhook_delivery WHERE fax_id = $1 ORDER BY sequence', [faxId]);
    expect(rows.map(({ event_type: type }) => type)).toEqual(['FaxReceived', 'DocumentRendered']);
    expect(rows[1]).toMatchObject({ endpoint_id: curious.ok && curious.endpoint.id });
  });
});

import { EventEmitter, once } from 'node:events';
import type { INestMicroservice } from '@nestjs/common';
import { DeliveryBook, claimDeliveries, countPending, insertDeliveries } from '@faxwire/deliveries';
import { EventLog } from '@faxwire/event-log';
import { phoneNumber } from '@faxwire/fax';
import { createEventConsumer, createLogger, nestLogger } from '@faxwire/platform';
import { LogEventSource } from '@faxwire/transport';
import { createNotifications } from './notifications.ts';
import { NOTIFICATIONS_GROUP, NotificationsModule } from './notifications.module.ts';
import { MailServer, headerOf } from './scene/mail-server.ts';
import { NotificationScene, SENT } from './scene/notification-scene.ts';

describe('notifications', () => {
  let scene: NotificationScene;

  beforeAll(async () => {
    scene = await NotificationScene.open();
  });
  afterEach(() => scene.reset());
  afterAll(() => scene.close());

  it('come of what the log says', async () => {
    const server = await MailServer.start();
    const source = new LogEventSource({ log: new EventLog(scene.database), database: scene.database });
    const rows = new EventEmitter();
    const settings = scene.settings({ mail: { smtpUrl: server.url } });
    const made = createNotifications({ database: scene.database, tenants: scene.tenants, faxes: scene.faxes, settings });
    const app: INestMicroservice = await createEventConsumer(NotificationsModule.register(made), { source, group: NOTIFICATIONS_GROUP, logger: nestLogger(createLogger({ level: 'fatal' })) });
    await app.listen();
    const push = server.received.push.bind(server.received);
    server.received.push = (...mails) => {
      rows.emit('mail');
      return push(...mails);
    };
    const arrived = once(rows, 'mail');
    const tenantId = await scene.tenant({ emails: ['anna@clinic.example'], on: ['failed'] });
    const faxId = await scene.fax(tenantId);
    await scene.faxes.execute(faxId, { type: 'CloseAsFailed', cause: 'document_broken' });
    await arrived;
    await app.close();
    await source.close();
    expect(server.received.map((mail) => headerOf(mail, 'Subject'))).toEqual(['Fax to +19995550100 could not be sent']);
    expect(await scene.deliveries()).toMatchObject([{ channel: 'email', state: 'delivered', faxId }]);
    await server.stop();
  });

  it('and webhooks keep to their own rows of the delivery log', async () => {
    const tenantId = await scene.tenant({ emails: ['anna@clinic.example'], smsNumbers: [phoneNumber('+19995550111')], on: ['sent'] });
    const { pool } = scene.database;
    const { consumer } = scene.notifications({ mail: { smtpUrl: 'smtp://127.0.0.1:1' }, sms: { url: 'http://127.0.0.1:1/' } });
    const event = scene.ended(tenantId, await scene.fax(tenantId), SENT);
    await consumer.accept(event);
    const webhook = { eventId: event.id, tenantId, faxId: event.subject, sequence: 2, eventType: event.type, body: '{}', traceParent: undefined, endpointIds: ['hook_a'] };
    await insertDeliveries(pool, webhook, { now: scene.nowMs, delayMs: 0 });
    expect(await countPending(pool)).toBe(1);
    const order = { now: scene.nowMs, leaseMs: 1_000, limit: 10, perEndpoint: 10, slots: {}, maxAttempts: 3 };
    expect((await claimDeliveries(pool, order)).map(({ endpointId }) => endpointId)).toEqual(['hook_a']);
    const book = new DeliveryBook(pool, () => scene.nowMs);
    const listed = async (endpointId: string) => (await book.list({ tenantId, endpointId }, { filter: {}, page: { limit: 10 } })).length;
    const others = (await scene.deliveries()).filter(({ channel }) => channel !== 'webhook').map(({ endpointId }) => endpointId);
    expect(others).toHaveLength(2);
    for (const endpointId of others) {
      expect(await listed(endpointId)).toBe(0);
      expect(await book.resend({ tenantId, endpointId }, event.id)).toBe(false);
    }
    expect(await listed('hook_a')).toBe(1);
    for (const channel of ['email', 'sms'] as const) expect((await claimDeliveries(pool, { ...order, channel })).map(({ endpointId }) => endpointId)).toEqual([expect.stringMatching(`^${channel}:`)]);
  });
});

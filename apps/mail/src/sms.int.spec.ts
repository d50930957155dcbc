import { phoneNumber } from '@faxwire/fax';
import { Receiver, answering } from '@faxwire/testing';
import { FAILED, NotificationScene, SECOND, SENT, work, type Configured } from './scene/notification-scene.ts';

const NUMBER = phoneNumber('+19995550111');

describe('a text message about a fax', () => {
  let scene: NotificationScene;
  let provider: Receiver;

  beforeAll(async () => {
    scene = await NotificationScene.open();
  });
  afterAll(() => scene.close());
  beforeEach(async () => {
    provider = await Receiver.start();
  });
  afterEach(async () => {
    await scene.reset();
    await provider.stop();
  });

  async function told(end: Parameters<NotificationScene['ended']>[2], sms: Configured['sms'] = {}): Promise<string> {
    const tenantId = await scene.tenant({ smsNumbers: [NUMBER], emails: ['anna@clinic.example'], on: ['sent', 'failed'] });
    const faxId = await scene.fax(tenantId);
    const notifications = scene.notifications({ sms: { url: provider.url, ...sms } });
    expect(await notifications.consumer.accept(scene.ended(tenantId, faxId, end))).toBe(1);
    await work(notifications);
    scene.nowMs += 5 * SECOND;
    await work(notifications);
    return faxId;
  }

  it('is handed to the provider as its templates say', async () => {
    const faxId = await told(SENT, { headers: { Authorization: 'Bearer key', 'Idempotency-Key': '{id}' }, method: 'PUT' });
    const [asked] = provider.received;
    const [row] = await scene.deliveries();
    expect(asked?.headers).toMatchObject({ authorization: 'Bearer key', 'content-type': 'application/json', 'idempotency-key': `${row?.eventId}.${row?.endpointId}` });
    expect(JSON.parse(asked?.body ?? '')).toMatchObject({ to: NUMBER, text: `Fax to +19995550100 was sent. Fax ${faxId}` });
    expect(row).toMatchObject({ channel: 'sms', state: 'delivered', attempts: [{ status: 204 }] });
    // The key of the provider is nobody's business who reads the log.
    expect(JSON.stringify(row)).not.toContain('Bearer');
    expect(provider.received).toHaveLength(1);
  });

  it('fills in what others wrote so that it stays one value', async () => {
    const data = { cause: 'busy' as const, reason: '","to":"+666{to}&to=+666' };
    await told({ type: 'FaxFailed', data });
    expect(JSON.parse(provider.received[0]?.body ?? '')).toMatchObject({ to: NUMBER, text: expect.stringContaining('","to":"+666{to}') });
    await told({ type: 'FaxFailed', data }, { format: 'form', body: 'to={to}&text={text}' });
    // The first one may have come twice meanwhile: what was sent and not heard to have arrived is sent again.
    expect(new URLSearchParams(provider.received.at(-1)?.body).getAll('to')).toEqual([NUMBER]);
  });

  it('is tried again where the provider fails', async () => {
    provider.answer = (response, received) => answering(provider.received.length === 1 ? 503 : 200)(response, received);
    await told(FAILED);
    expect(await scene.deliveries()).toMatchObject([{ state: 'delivered', attempts: [{ status: 503 }, { status: 200 }] }]);
  });
});

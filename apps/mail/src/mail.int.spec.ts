import { createServer, type AddressInfo } from 'node:net';
import { selfSignedCertificate } from '@faxwire/testing';
import { MailServer, headerOf } from './scene/mail-server.ts';
import { FAILED, NotificationScene, SECOND, SENT, work } from './scene/notification-scene.ts';

const PEOPLE = ['anna@clinic.example', 'bert@clinic.example'];

describe('mail about a fax', () => {
  let scene: NotificationScene;
  let server: MailServer;

  beforeAll(async () => {
    scene = await NotificationScene.open();
  });
  afterAll(() => scene.close());
  beforeEach(async () => {
    server = await MailServer.start();
  });
  afterEach(async () => {
    await scene.reset();
    await server.stop();
    expect(scene.errors.splice(0)).toEqual([]);
  });

  it('that was sent goes to everybody on the list of its tenant, each by himself', async () => {
    const tenantId = await scene.tenant({ emails: PEOPLE, on: ['sent'] });
    const faxId = await scene.fax(tenantId, { order: '42' });
    const notifications = scene.notifications({ mail: { smtpUrl: server.url } });
    expect(await notifications.consumer.accept(scene.ended(tenantId, faxId, SENT))).toBe(2);
    await work(notifications);
    expect(server.received.flatMap(({ to }) => to).sort()).toEqual(PEOPLE);
    const [mail] = server.received;
    if (!mail) throw new Error('no mail came');
    expect(mail).toMatchObject({ from: 'fax@house.example', to: [expect.any(String)] });
    expect(headerOf(mail, 'Subject')).toBe('Fax to +19995550100 was sent');
    expect(headerOf(mail, 'Auto-Submitted')).toBe('auto-generated');
    for (const said of [`Fax id: ${faxId}`, 'Pages: 3', 'order: 42', '<th align=3D"left">Pages</th>']) expect(mail.source).toContain(said);
    expect(await scene.deliveries()).toMatchObject(PEOPLE.map(() => ({ channel: 'email', state: 'delivered', eventType: 'FaxSent', attempts: [{ number: 1, status: 250 }] })));
  });

  it('that failed says why and what to do', async () => {
    const tenantId = await scene.tenant({ emails: PEOPLE.slice(0, 1), on: ['failed'] });
    const notifications = scene.notifications({ mail: { smtpUrl: server.url } });
    await notifications.consumer.accept(scene.ended(tenantId, await scene.fax(tenantId), FAILED));
    await work(notifications);
    expect(server.received.map((mail) => headerOf(mail, 'Subject'))).toEqual(['Fax to +19995550100 could not be sent']);
    expect(server.received[0]?.source).toContain('Reason: The line was busy.');
    expect(server.received[0]?.source).toContain('Next step: Check that the number is right');
  });

  it('is sent once however often the event is handed over', async () => {
    const tenantId = await scene.tenant({ emails: PEOPLE.slice(0, 1), on: ['sent'] });
    const notifications = scene.notifications({ mail: { smtpUrl: server.url } });
    const event = scene.ended(tenantId, await scene.fax(tenantId), SENT);
    expect(await notifications.consumer.accept(event)).toBe(1);
    await work(notifications);
    expect(await notifications.consumer.accept(event)).toBe(0);
    await work(notifications);
    expect(server.received).toHaveLength(1);
  });

  it('is not sent where the tenant wants nothing of the kind, where mail is not configured, or where it is old news', async () => {
    const quiet = await scene.tenant({ emails: PEOPLE });
    const choosy = await scene.tenant({ emails: PEOPLE, on: ['failed'] });
    const keen = await scene.tenant({ emails: PEOPLE, on: ['sent'] });
    const { consumer } = scene.notifications({ mail: { smtpUrl: server.url } });
    for (const tenantId of [quiet, choosy]) expect(await consumer.accept(scene.ended(tenantId, await scene.fax(tenantId), SENT))).toBe(0);
    const event = scene.ended(keen, await scene.fax(keen), SENT);
    expect(await consumer.accept({ ...event, type: 'FaxHeld', data: {} })).toBe(0);
    expect(await consumer.accept({ ...event, time: new Date(scene.nowMs - 25 * 3_600 * SECOND).toISOString() })).toBe(0);
    expect(await scene.notifications({}).consumer.accept(event)).toBe(0);
    expect(await consumer.accept(event)).toBe(2);
  });

  it('to a mailbox that is refused for good is given up at once', async () => {
    const tenantId = await scene.tenant({ emails: PEOPLE.slice(0, 1), on: ['sent'] });
    const notifications = scene.notifications({ mail: { smtpUrl: server.url } });
    server.refusal = { code: 550, text: '5.1.1 no such mailbox' };
    await notifications.consumer.accept(scene.ended(tenantId, await scene.fax(tenantId), SENT));
    await work(notifications);
    expect(await scene.deliveries()).toMatchObject([{ state: 'failed', reason: 'mail_rejected', attempts: [{ status: 550, error: 'mail_rejected', response: expect.stringContaining('no such mailbox') }] }]);
  });

  it('to a mailbox that is greylisted is tried again, under the same message id', async () => {
    const tenantId = await scene.tenant({ emails: PEOPLE.slice(0, 1), on: ['sent'] });
    const notifications = scene.notifications({ mail: { smtpUrl: server.url } });
    server.refusal = { code: 450, text: '4.7.1 greylisted' };
    await notifications.consumer.accept(scene.ended(tenantId, await scene.fax(tenantId), SENT));
    await work(notifications);
    expect(await scene.deliveries()).toMatchObject([{ state: 'pending', attempts: [{ status: 450, error: 'mail_deferred' }], nextAttemptAt: new Date(scene.nowMs + 5 * SECOND) }]);
    server.refusal = undefined;
    await work(notifications);
    expect(server.received).toEqual([]);
    scene.nowMs += 5 * SECOND;
    await work(notifications);
    const [row] = await scene.deliveries();
    expect(row).toMatchObject({ state: 'delivered', attempts: [{ number: 1 }, { number: 2, status: 250 }] });
    expect(server.received.map((mail) => headerOf(mail, 'Message-ID'))).toEqual([`<${row?.eventId}.${row?.endpointId.replace(':', '.')}@house.example>`]);
  });

  it('is given up at the end of the schedule where the mail server stays away', async () => {
    const tenantId = await scene.tenant({ emails: PEOPLE.slice(0, 1), on: ['sent'] });
    const notifications = scene.notifications({ mail: { smtpUrl: server.url } });
    await server.stop();
    await notifications.consumer.accept(scene.ended(tenantId, await scene.fax(tenantId), SENT));
    for (const seconds of [0, 5, 300]) {
      scene.nowMs += seconds * SECOND;
      await work(notifications);
    }
    const refused = { error: 'connection_refused' };
    expect(await scene.deliveries()).toMatchObject([{ state: 'failed', reason: 'connection_refused', attempts: [refused, refused, refused] }]);
    server = await MailServer.start();
  });

  it('ends at its deadline where the mail server says a byte now and then', async () => {
    const tenantId = await scene.tenant({ emails: PEOPLE.slice(0, 1), on: ['sent'] });
    const closed: Promise<void>[] = [];
    const dripping = createServer((socket) => {
      const drip = setInterval(() => socket.write('2'), 20);
      closed.push(new Promise((resolve) => socket.on('error', () => undefined).on('close', () => resolve(clearInterval(drip)))));
    });
    await new Promise<void>((resolve) => dripping.listen(0, '127.0.0.1', resolve));
    const notifications = scene.notifications({ mail: { smtpUrl: `smtp://127.0.0.1:${(dripping.address() as AddressInfo).port}`, timeoutMs: 300 } });
    await notifications.consumer.accept(scene.ended(tenantId, await scene.fax(tenantId), SENT));
    await work(notifications);
    expect(await scene.deliveries()).toMatchObject([{ state: 'pending', attempts: [{ error: 'timeout' }] }]);
    await Promise.all(closed);
    expect(closed).toHaveLength(1);
    await new Promise((resolve) => dripping.close(resolve));
  });

  it('is not sent to who was taken off the list meanwhile', async () => {
    const tenantId = await scene.tenant({ emails: PEOPLE.slice(0, 1), on: ['sent'] });
    const notifications = scene.notifications({ mail: { smtpUrl: server.url } });
    await notifications.consumer.accept(scene.ended(tenantId, await scene.fax(tenantId), SENT));
    await scene.tenants.change(tenantId, { settings: { notifications: { emails: [], smsNumbers: [], on: ['sent'] } } });
    await work(notifications);
    expect(server.received).toEqual([]);
    expect(await scene.deliveries()).toMatchObject([{ state: 'failed', reason: 'endpoint_deleted' }]);
  });

  it('shows what others wrote as text, and lets it begin no header', async () => {
    const tenantId = await scene.tenant({ emails: PEOPLE.slice(0, 1), on: ['failed'] });
    const hostile = { 'x\r\nBcc: eve@evil.example': '<img src=x onerror=alert(1)>', bidi: 'a\u202eb' };
    const notifications = scene.notifications({ mail: { smtpUrl: server.url } });
    const data = { cause: 'busy' as const, reason: '</table><script>alert(1)</script>\r\nBcc: eve@evil.example\r\n.\r\nMAIL FROM:<eve@evil.example>' };
    await notifications.consumer.accept(scene.ended(tenantId, await scene.fax(tenantId, hostile), { type: 'FaxFailed', data }));
    await work(notifications);
    expect(server.received.map(({ to }) => to)).toEqual([PEOPLE.slice(0, 1)]);
    const [mail] = server.received;
    if (!mail) throw new Error('no mail came');
    expect(headerOf(mail, 'Bcc')).toBeUndefined();
    const html = mail.source.slice(mail.source.indexOf('<!doctype'));
    expect(html).toContain('&lt;script&gt;');
    for (const tag of ['<script', '<img']) expect(html).not.toContain(tag);
    expect(mail.source).not.toContain('=E2=80=AE');
  });
});

describe('the connection to the mail server', () => {
  let scene: NotificationScene;
  const certificate = selfSignedCertificate('localhost');

  beforeAll(async () => {
    scene = await NotificationScene.open();
  });
  afterEach(() => scene.reset());
  afterAll(() => scene.close());

  async function attempt(mail: { smtpUrl: string; ca?: string; plaintext?: boolean }): Promise<unknown> {
    const tenantId = await scene.tenant({ emails: PEOPLE.slice(0, 1), on: ['sent'] });
    const notifications = scene.notifications({ mail: { plaintext: false, ...mail } });
    await notifications.consumer.accept(scene.ended(tenantId, await scene.fax(tenantId), SENT));
    await work(notifications);
    return (await scene.deliveries())[0]?.attempts[0];
  }

  it.each([
    ['smtps', { secure: true }],
    ['smtp', {}],
  ] as const)('is encrypted by %s, to a server whose certificate is trusted alone', async (scheme, kind) => {
    const server = await MailServer.start({ ...certificate, ...kind, disabledCommands: ['AUTH'] });
    const smtpUrl = `${scheme}://localhost:${server.port}`;
    expect(await attempt({ smtpUrl })).toMatchObject({ error: 'tls_error' });
    expect(server.received).toEqual([]);
    await scene.reset();
    expect(await attempt({ smtpUrl, ca: certificate.cert })).toMatchObject({ status: 250 });
    expect(server.received).toHaveLength(1);
    await server.stop();
  });

  it('is not made where the server offers no encryption, unless the operator said so', async () => {
    const server = await MailServer.start();
    expect(await attempt({ smtpUrl: server.url })).toMatchObject({ error: 'tls_error' });
    expect(server.received).toEqual([]);
    await scene.reset();
    expect(await attempt({ smtpUrl: server.url, plaintext: true })).toMatchObject({ status: 250 });
    await server.stop();
  });
});

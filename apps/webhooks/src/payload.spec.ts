import { FULL_SETTINGS, type FaxEvent } from '@faxwire/fax';
import { StreamsInMemory, TENANT } from './scene/scene.ts';
import { webhookBody } from './payload.ts';

const FAX = 'b0000000-0000-4000-8000-000000000001';

describe('the body of a webhook', () => {
  it('shows the fax as it stood right after the event, not as it is now', async () => {
    const faxes = new StreamsInMemory();
    await faxes.receive(FAX);
    await faxes.execute(FAX, { type: 'HoldFax' });
    await faxes.execute(FAX, { type: 'ReviveFax' });
    const stream = await faxes.history(FAX);
    const statuses = (await faxes.cloudEvents(FAX)).map((event) => JSON.parse(webhookBody(event, stream)).data.faxStatus);
    expect(statuses).toEqual(['FaxReceived', 'FaxHeld', 'FaxReceived']);
  });

  it('carries the documented attributes, and the reason of a failure', async () => {
    const faxes = new StreamsInMemory();
    await faxes.receive(FAX);
    await faxes.execute(FAX, { type: 'CloseAsFailed', cause: 'document_encrypted' });
    const body = JSON.parse(webhookBody(await faxes.lastEvent(FAX), await faxes.history(FAX)));
    expect(body).toEqual({
      id: `evt_${FAX}_2`, source: 'urn:faxwire:fax', specVersion: '1.0', type: 'FaxFailed', dataContentType: 'application/json',
      time: expect.any(String), causationId: `evt_${FAX}_2`, subject: FAX, sequence: 2,
      data: {
        tenantId: TENANT, faxId: FAX, faxStatus: 'FaxFailed', createdOn: expect.any(String), updatedOn: body.time, phoneNumber: '+19995550100', direction: 'outbound', metadata: { order: '42' },
        failedReason: 'The document is protected by a password.', cause: 'document_encrypted', reason: 'The document is protected by a password.',
      },
    });
  });

  it('keeps the fencing token, trunk and document to ourselves', async () => {
    const faxes = new StreamsInMemory();
    await faxes.receive(FAX);
    const pages = { sha256: 'ef', pageCount: 1, widthPx: 1_728, bytes: 1, pageSha256: ['ef'], renderMs: 1 };
    await faxes.execute(FAX, { type: 'RecordRendering', pages });
    await faxes.execute(FAX, { type: 'InitiateAttempt', number: 1, trunk: 'secret-trunk', callerNumber: '+15550001', fromPage: 0, settings: FULL_SETTINGS });
    const stream = await faxes.history(FAX);
    const bodies = (await faxes.cloudEvents(FAX)).map((event) => webhookBody(event, stream));
    expect(JSON.parse(bodies[2] ?? '').data).toMatchObject({ attemptId: `att_${FAX}_1`, number: 1, faxStatus: 'FaxAttemptInitiated' });
    for (const name of ['token', 'trunk', 'requestHash', 'sha256', 'document']) {
      for (const body of bodies) expect(JSON.parse(body).data).not.toHaveProperty(name);
    }
    expect(bodies.join()).not.toContain('secret-trunk');
  });

  it('is the same however often it is made', async () => {
    const faxes = new StreamsInMemory();
    await faxes.receive(FAX);
    const event = await faxes.lastEvent(FAX);
    const stream: { version: number; event: FaxEvent }[] = await faxes.history(FAX);
    expect(webhookBody(event, stream)).toBe(webhookBody(event, [...stream]));
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FaxwireClient, FaxwireError, type Fax } from '@faxwire/client';
import { openBench, type ApiBench } from '../api-bench.ts';
import { ALL_OPERATIONS } from '../operations.ts';

let bench: ApiBench;
let client: FaxwireClient;
beforeAll(async () => {
  bench = await openBench();
  client = new FaxwireClient({ baseUrl: bench.url, apiKey: bench.key });
});
afterAll(() => bench.close());

const phoneNumber = '+19995550100';
const text = 'Dear Dr. Miller, please find enclosed.';
const send = (): Promise<Fax> => client.sendFax({ phoneNumber, document: new Blob([text]), metadata: { case: '17' } });

describe('the client', () => {
  it('has a method for every operation', () => {
    expect(Object.keys(client.api).sort()).toEqual(ALL_OPERATIONS.map(({ operationId }) => operationId).sort());
  });

  it('sends a fax and changes its course', async () => {
    const { faxId, faxStatus, metadata } = await send();
    expect([faxStatus, metadata]).toEqual(['FaxReceived', { case: '17' }]);
    expect((await client.holdFax(faxId)).faxStatus).toBe('FaxHeld');
    expect((await client.reviveFax(faxId)).faxStatus).toBe('FaxReceived');
    expect((await client.stopFax(faxId)).faxStatus).toBe('FaxReceivedForCancel');
    expect((await client.getFax(faxId)).faxId).toBe(faxId);
    expect(await client.attempts(faxId)).toEqual([]);
    await expect(client.retryFax(faxId)).rejects.toThrow(FaxwireError);
    await expect(client.retryFax(faxId)).rejects.toMatchObject({ status: 409, code: 'fax_retry_not_allowed', problem: { faxStatus: 'FaxReceivedForCancel' } });
  });

  it('sends the same fax once where it is told that it is the same', async () => {
    const options = { idempotencyKey: 'order-17' };
    const fax = { phoneNumber, document: new Blob([text]) };
    expect((await client.sendFax(fax, options)).faxId).toBe((await client.sendFax(fax, options)).faxId);
    expect((await client.sendFax(fax)).faxId).not.toBe((await client.sendFax(fax)).faxId);
  });

  it('sends a file, bytes and a stream as one and the same document', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'faxwire-client-'));
    const path = join(folder, 'letter.txt');
    await writeFile(path, text);
    const options = { idempotencyKey: 'same-document' };
    const documents = [{ path }, new TextEncoder().encode(text), new Blob([text]).stream(), new Blob([text])];
    const faxes = await Promise.all(documents.map((document) => client.sendFax({ phoneNumber, document }, options)));
    expect(new Set(faxes.map(({ faxId }) => faxId)).size).toBe(1);
    await rm(folder, { recursive: true });
  });

  it('reads a list to its end, page after page', async () => {
    await Promise.all([send(), send(), send()]);
    const ids: string[] = [];
    for await (const { faxId } of client.faxes({ limit: 2 })) ids.push(faxId);
    expect(ids.length).toBeGreaterThan(4);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('follows a fax from its beginning', async () => {
    const { faxId } = await send();
    await client.stopFax(faxId);
    const events = client.events(faxId);
    const types = [(await events.next()).value, (await events.next()).value].map((event) => (event as { type: string }).type);
    await events.return(undefined);
    expect(types).toEqual(['FaxReceived', 'FaxReceivedForCancel']);
  });

  it('creates, lists and deletes webhook endpoints by the names of the operations', async () => {
    const { id } = await client.api.createWebhookEndpoint({ body: { url: 'https://example.com/fax-events', events: ['FaxSent'] } });
    expect((await client.api.listWebhookEndpoints()).endpoints.map((endpoint) => endpoint.id)).toContain(id);
    expect(await client.call('deleteWebhookEndpoint', { id })).toBeUndefined();
  });

  it('says which field is wrong', async () => {
    await expect(client.api.createWebhookEndpoint({ body: { url: 'http://10.0.0.1' } })).rejects.toMatchObject({ code: 'invalid_webhook_url' });
    await expect(client.sendFax({ phoneNumber: 'nobody', document: new Blob([text]) })).rejects.toMatchObject({ status: 422, code: 'invalid_phone_number' });
  });

  it('reads the description, which needs no key', async () => {
    const stranger = new FaxwireClient({ baseUrl: bench.url, apiKey: 'fw_test_nobody' });
    expect((await stranger.api.describeApi()).openapi).toBe('3.1.0');
    await expect(stranger.getFax('x')).rejects.toMatchObject({ status: 401, code: 'api_key_invalid' });
  });
});

import { CreatedWebhookEndpointBody, FaxBody, Problem } from '@faxwire/contracts';
import { WebhookSender, webhookRequest } from '@faxwire/deliveries';
import { Receiver } from '@faxwire/testing';
import { form, openBench, page, type ApiBench } from '../api-bench.ts';
import { renderedPages } from '../document/rendered-pages.ts';

const LIFETIME_MS = 15 * 60_000;
const SEND_TIMEOUT_MS = 10_000;
const ABSENT = '3fa85f64-5717-4562-b3fc-2c963f66afa6';

interface Links {
  readonly document: string;
  readonly pages: string;
  readonly proof: string;
}

let bench: ApiBench;
let clockMs = 0;
beforeAll(async () => {
  bench = await openBench({ parts: () => ({ now: () => Date.now() + clockMs }) });
});
beforeEach(() => void (clockMs = 0));
afterAll(() => bench.close());

/** Of both modes: a link is of a fax, and asks for no key of its mode. */
async function finished(key = bench.key, phoneNumber = '+19995550100'): Promise<string> {
  const { faxId } = FaxBody.parse(await (await bench.fetch('/fax', { method: 'POST', key, body: form({ phoneNumber, document: page('Dear Dr. Miller') }) })).json());
  await bench.faxLog.execute(faxId, { type: 'RecordRendering', pages: await renderedPages(bench.store, bench.tenant.id, 2) });
  for (const type of ['StopFax', 'CloseAsCancelled'] as const) await bench.faxLog.execute(faxId, { type });
  return faxId;
}

/** Out of the body that an endpoint of the tenant was sent over HTTP. */
async function linksOf(faxId: string): Promise<Links> {
  const receiver = await Receiver.start();
  try {
    const made = await bench.fetch('/fax/webhook/endpoints', {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ url: 'https://example.com/hook', includeLinks: true }),
    });
    const dispatch = await bench.endpoints.dispatchOf(CreatedWebhookEndpointBody.parse(await made.json()).id);
    if (!dispatch) throw new Error('the endpoint is gone');
    const message = { id: `evt_${faxId}_1`, faxId, body: JSON.stringify({ data: { faxId } }) };
    const linking = { links: bench.links, baseUrl: bench.url, lifetimeMs: LIFETIME_MS };
    const request = webhookRequest({ ...dispatch, url: receiver.url }, message, { now: Date.now(), linking });
    await new WebhookSender({ allowLoopback: true, timeoutMs: SEND_TIMEOUT_MS }).send(request);
    return JSON.parse(receiver.received[0]?.body ?? '').data.links;
  } finally {
    await receiver.stop();
  }
}

async function refused(response: Response, status: number, code: string): Promise<void> {
  expect([response.status, Problem.parse(await response.json()).code]).toEqual([status, code]);
}

/** The link with a part of it changed. */
function changed(link: string, change: (url: URL) => void): string {
  const url = new URL(link);
  change(url);
  return url.href;
}

describe('the links of a webhook', () => {
  it('open the document, the pages and the report, without a key, to be read by whoever has them', async () => {
    const { document, pages, proof } = await linksOf(await finished());
    expect(await (await fetch(document)).text()).toBe('Dear Dr. Miller');
    for (const link of [pages, proof]) {
      const response = await fetch(link);
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
      expect((await response.text()).slice(0, 5)).toBe('%PDF-');
    }
  });

  it('are of no mode: those of a live fax open as well', async () => {
    const { document } = await linksOf(await finished(await bench.keyOf(bench.tenant, 'live'), '+12025550143'));
    expect((await fetch(document)).status).toBe(200);
  });

  it('end with their time', async () => {
    const { document } = await linksOf(await finished());
    clockMs = LIFETIME_MS - 5_000;
    expect((await fetch(document)).status).toBe(200);
    clockMs = LIFETIME_MS;
    await refused(await fetch(document), 401, 'link_invalid');
  });

  it('open nothing once a part of them was changed, with the same words as when they have expired', async () => {
    const [{ document, pages }, other] = [await linksOf(await finished()), await finished()];
    const forged: readonly ((url: URL) => void)[] = [
      (url) => void (url.pathname = new URL(pages).pathname),
      (url) => void (url.pathname = `/fax/${other}/document`),
      (url) => void (url.pathname = url.pathname.replace('document', '%64ocument')),
      (url) => url.searchParams.set('expires', String(Number(url.searchParams.get('expires')) + 1)),
      (url) => url.searchParams.set('signature', 'a'.repeat(43)),
      (url) => url.searchParams.set('tenant', ABSENT),
      (url) => url.searchParams.set('number', '1'),
      (url) => url.searchParams.append('signature', 'a'.repeat(43)),
      ...['tenant', 'expires', 'signature'].map((name) => (url: URL) => url.searchParams.delete(name)),
    ];
    for (const change of forged) await refused(await fetch(changed(document, change)), 401, 'link_invalid');
    expect((await fetch(document)).status).toBe(200);
  });

  it('are not saved by a key that came beside a bad one', async () => {
    const { document } = await linksOf(await finished());
    await refused(await fetch(changed(document, ({ searchParams }) => searchParams.set('expires', '1')), { headers: { authorization: `Bearer ${bench.key}` } }), 401, 'link_invalid');
  });

  it('open no other operation', async () => {
    const faxId = await finished();
    const query = new URL((await linksOf(faxId)).document).search;
    for (const path of ['', '/pages/1.png', '/proof.json']) await refused(await fetch(`${bench.url}/fax/${faxId}${path}${query}`), 401, 'api_key_missing');
    await refused(await fetch(`${bench.url}/fax/${faxId}/document${query}`, { method: 'DELETE' }), 401, 'api_key_missing');
    expect((await fetch(`${bench.url}/fax/${faxId}/document${query}`)).status).toBe(200);
  });

  it('of a fax that is not the tenant\'s find none', async () => {
    const [{ id: tenantId }, faxId] = [await bench.otherTenant(), await finished()];
    for (const each of [faxId, ABSENT]) {
      const link = bench.links.signLink({ path: `/fax/${each}/document`, tenantId }, Date.now() + LIFETIME_MS);
      await refused(await fetch(bench.url + link), 404, 'fax_not_found');
    }
    await refused(await fetch(bench.url + bench.links.signLink({ path: `/fax/${faxId}/document`, tenantId: ABSENT }, Date.now() + LIFETIME_MS)), 401, 'link_invalid');
  });

  it('open nothing while the tenant is suspended', async () => {
    const { document } = await linksOf(await finished());
    await bench.database.pool.query('UPDATE tenant SET suspended_at = now() WHERE id = $1', [bench.tenant.id]);
    await refused(await fetch(document), 403, 'tenant_suspended');
    await bench.database.pool.query('UPDATE tenant SET suspended_at = NULL WHERE id = $1', [bench.tenant.id]);
    expect((await fetch(document)).status).toBe(200);
  });
});

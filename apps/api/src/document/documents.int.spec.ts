import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { FaxBody, Problem } from '@faxwire/contracts';
import { documentsOf } from '@faxwire/fax';
import { form, openBench, page, type ApiBench } from '../api-bench.ts';
import { MAX_DOWNLOADS_PER_TENANT } from '../limits.ts';
import { renderedPages } from './rendered-pages.ts';

let bench: ApiBench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

async function sent(document: Blob = page(), fileName?: string): Promise<string> {
  const body = form({ phoneNumber: '+19995550100' });
  body.append('document', document, fileName);
  return FaxBody.parse(await (await bench.fetch('/fax', { method: 'POST', body })).json()).faxId;
}

async function rendered(faxId: string, pageCount = 2): Promise<void> {
  const pages = await renderedPages(bench.store, bench.tenant.id, pageCount);
  expect(await bench.faxLog.execute(faxId, { type: 'RecordRendering', pages })).toMatchObject({ ok: true });
}

async function refused(response: Response, status: number, code: string): Promise<void> {
  expect([response.status, Problem.parse(await response.json()).code]).toEqual([status, code]);
}

const READERS = 20;
const LARGE_BYTES = 40 * 1024 * 1024;
const PATHS = ['document', 'pages.pdf', 'pages/1.png'];

describe('what was uploaded', () => {
  it('comes back byte by byte, under its own name and type, to be saved and not to be shown', async () => {
    const bytes = await page('Dear Dr. Müller').arrayBuffer();
    const response = await bench.fetch(`/fax/${await sent(new Blob([bytes]), 'Überweisung.txt')}/document`);
    const sha256 = createHash('sha256').update(Buffer.from(bytes)).digest('hex');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/plain; charset=utf-8', 'content-length': String(bytes.byteLength), 'x-content-type-options': 'nosniff', etag: `"${sha256}"`,
      'content-disposition': "attachment; filename=\"_berweisung.txt\"; filename*=UTF-8''%C3%9Cberweisung.txt",
    });
    expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from(bytes));
  });

  it('is not sent again to who has it', async () => {
    const path = `/fax/${await sent()}/document`;
    const etag = (await bench.fetch(path)).headers.get('etag') ?? '';
    const again = await bench.fetch(path, { headers: { 'If-None-Match': etag } });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    expect((await bench.fetch(path, { headers: { 'If-None-Match': '"other"' } })).status).toBe(200);
  });

  it('has so many documents and no more', async () => {
    const faxId = await sent();
    expect((await bench.fetch(`/fax/${faxId}/document?number=1`)).status).toBe(200);
    await refused(await bench.fetch(`/fax/${faxId}/document?number=2`), 404, 'document_not_found');
    for (const number of ['0', '-1', 'x', '1.5', '501', '']) await refused(await bench.fetch(`/fax/${faxId}/document?number=${number}`), 400, 'invalid_parameter');
    await refused(await bench.fetch(`/fax/${faxId}/document?page=2`), 400, 'unknown_parameter');
  });

  it('is gone for good once it was erased, and so are its pages', async () => {
    const faxId = await sent(page('to be erased'));
    await rendered(faxId);
    await bench.faxLog.execute(faxId, { type: 'StopFax' });
    await bench.faxLog.execute(faxId, { type: 'CloseAsCancelled' });
    expect(await bench.faxLog.execute(faxId, { type: 'EraseDocument', reason: 'request' })).toMatchObject({ ok: true });
    for (const path of PATHS) await refused(await bench.fetch(`/fax/${faxId}/${path}`), 410, 'document_erased');
  });

  it('is any of several, by number', async () => {
    const faxId = randomUUID();
    const documents = await Promise.all(['one', 'two', 'three'].map(async (text) => ({ ...(await bench.store.put(bench.tenant.id, Buffer.from(text))), mediaType: 'text/plain' })));
    const [document, ...attachments] = documents;
    const { tenantId, mode, phoneNumber, resolution, metadata, requestHash } = await bench.faxLog.load(await sent());
    if (!document) throw new Error('unreachable');
    await bench.faxLog.execute(faxId, { type: 'ReceiveFax', fax: { faxId, tenantId, mode, phoneNumber, resolution, metadata, requestHash, document, attachments } });
    const texts = await Promise.all(['', '?number=1', '?number=2', '?number=3'].map(async (query) => (await bench.fetch(`/fax/${faxId}/document${query}`)).text()));
    expect(texts).toEqual(['one', 'one', 'two', 'three']);
    await refused(await bench.fetch(`/fax/${faxId}/document?number=4`), 404, 'document_not_found');
  });

  it('is missed by name when the store has lost it', async () => {
    const faxId = await sent(page('lost'));
    const { document } = await bench.faxLog.load(faxId);
    await bench.store.delete({ tenantId: bench.tenant.id, sha256: document?.sha256 ?? '' });
    await refused(await bench.fetch(`/fax/${faxId}/document`), 404, 'document_not_found');
  });

  it('is read by so many of a tenant at a time, and places come back', async () => {
    const open: Readable[] = [];
    const getSlowly = (): Readable => {
      const stream = new Readable({ read: () => undefined });
      stream.push('begun');
      open.push(stream);
      return stream;
    };
    const slow = await openBench({ parts: ({ documentStore }) => ({ documentStore: { get: getSlowly, has: documentStore.has, materialise: documentStore.materialise, delete: documentStore.delete } }) });
    try {
      const body = form({ phoneNumber: '+19995550100', document: page('begun') });
      const { faxId } = FaxBody.parse(await (await slow.fetch('/fax', { method: 'POST', body })).json());
      const read = () => slow.fetch(`/fax/${faxId}/document`);
      const responses = await Promise.all(Array.from({ length: MAX_DOWNLOADS_PER_TENANT }, read));
      await refused(await read(), 429, 'too_many_downloads');
      for (const stream of open) stream.push(null);
      await Promise.all(responses.map((response) => response.text()));
      expect((await read()).status).toBe(200);
      open.at(-1)?.push(null);
    } finally {
      await slow.close();
    }
  });
});

describe('a document that is erased', () => {
  async function finished(document: Blob): Promise<string> {
    const faxId = await sent(document);
    await rendered(faxId);
    for (const type of ['StopFax', 'CloseAsCancelled'] as const) await bench.faxLog.execute(faxId, { type });
    return faxId;
  }
  const erase = (faxId: string, key?: string) => bench.fetch(`/fax/${faxId}/document`, { method: 'DELETE', ...(key && { key }) });
  const stored = async (faxId: string) => {
    const state = await bench.faxLog.load(faxId);
    return Promise.all(documentsOf(state).map((sha256) => bench.store.has({ tenantId: bench.tenant.id, sha256 })));
  };

  it('is out of the store with its pages, and the fax stays; once more changes nothing', async () => {
    const faxId = await finished(page(`erased ${randomUUID()}`));
    expect(await stored(faxId)).toEqual([true, true]);
    const response = await erase(faxId);
    expect([response.status, FaxBody.parse(await response.json())]).toMatchObject([200, { faxId, faxStatus: 'FaxCancelled' }]);
    expect(await stored(faxId)).toEqual([false, false]);
    await refused(await bench.fetch(`/fax/${faxId}/document`), 410, 'document_erased');
    const { version } = await bench.faxLog.load(faxId);
    expect((await erase(faxId)).status).toBe(200);
    expect((await bench.faxLog.load(faxId)).version).toBe(version);
  });

  it('stays in the store while another fax has it, until that one is erased, too', async () => {
    const text = `shared ${randomUUID()}`;
    const [first, second] = [await finished(page(text)), await finished(page(text))];
    await erase(first);
    expect(await stored(second)).toEqual([true, true]);
    expect((await bench.fetch(`/fax/${second}/document`)).status).toBe(200);
    await refused(await bench.fetch(`/fax/${first}/document`), 410, 'document_erased');
    await erase(second);
    expect(await stored(second)).toEqual([false, false]);
  });

  it('belongs to a fax that came to its end, and to nobody else', async () => {
    const faxId = await sent();
    await refused(await erase(faxId), 409, 'fax_not_finished');
    const done = await finished(page(`foreign ${randomUUID()}`));
    await refused(await erase(done, await bench.keyOf(await bench.otherTenant())), 404, 'fax_not_found');
    expect(await stored(done)).toEqual([true, true]);
  });
});

describe('the pages that are sent', () => {
  it('come as a PDF and one by one as pictures', async () => {
    const faxId = await sent();
    await rendered(faxId);
    const pdf = await bench.fetch(`/fax/${faxId}/pages.pdf`);
    expect([pdf.status, pdf.headers.get('content-type'), pdf.headers.get('content-disposition')]).toEqual([
      200, 'application/pdf', `attachment; filename="${faxId}-pages.pdf"; filename*=UTF-8''${faxId}-pages.pdf`,
    ]);
    expect(Buffer.from(await pdf.arrayBuffer()).toString('latin1')).toMatch(/^%PDF-1\.4[\s\S]*%%EOF\n$/);
    const png = await bench.fetch(`/fax/${faxId}/pages/2.png`);
    expect([png.status, png.headers.get('content-type'), Buffer.from(await png.arrayBuffer()).subarray(1, 4).toString()]).toEqual([200, 'image/png', 'PNG']);
    expect(await bench.readings()).toEqual([]);
  });

  it('are not there before the document was rendered, nor beyond the last', async () => {
    const faxId = await sent();
    for (const path of ['pages.pdf', 'pages/1.png']) await refused(await bench.fetch(`/fax/${faxId}/${path}`), 409, 'pages_not_ready');
    await rendered(faxId);
    for (const number of ['3', '0', '01', 'x', '99999', '1e0']) await refused(await bench.fetch(`/fax/${faxId}/pages/${number}.png`), 404, 'page_not_found');
    await refused(await bench.fetch(`/fax/${faxId}/pages/1.jpg`), 404, 'route_not_found');
    expect(await bench.readings()).toEqual([]);
  });

  it('leave no file where they cannot be read', async () => {
    const faxId = await sent(page('no pages'));
    const { sha256, bytes } = await bench.store.put(bench.tenant.id, Buffer.from('no TIFF'));
    await bench.faxLog.execute(faxId, { type: 'RecordRendering', pages: { sha256, bytes, pageCount: 1, widthPx: 1728, pageSha256: ['x'], renderMs: 1 } });
    await refused(await bench.fetch(`/fax/${faxId}/pages.pdf`), 500, 'internal_error');
    expect(await bench.readings()).toEqual([]);
    expect(bench.faults.splice(0)).toHaveLength(1);
  });
});

describe('documents of others', () => {
  it('are as unknown as those that are not there', async () => {
    const faxId = await sent();
    await rendered(faxId);
    const key = await bench.keyOf(await bench.otherTenant());
    for (const path of PATHS) {
      await refused(await bench.fetch(`/fax/${faxId}/${path}`, { key }), 404, 'fax_not_found');
      await refused(await bench.fetch(`/fax/3fa85f64-5717-4562-b3fc-2c963f66afa6/${path}`, { key }), 404, 'fax_not_found');
      await refused(await fetch(`${bench.url}/fax/${faxId}/${path}`), 401, 'api_key_missing');
    }
  });
});

describe('twenty readers of 40 MB who stop in the middle', () => {
  it('take no more memory than their chunks, and whoever reads on gets the rest', async () => {
    const { faxId, sha256 } = await large();
    const before = process.memoryUsage().rss;
    const readers = await Promise.all(Array.from({ length: READERS }, () => begun(`${bench.url}/fax/${faxId}/document`)));
    expect(process.memoryUsage().rss - before).toBeLessThan((READERS * LARGE_BYTES) / 4);
    const [first, ...others] = readers;
    for (const other of others) other.destroy();
    const hash = createHash('sha256');
    for await (const chunk of first ?? []) hash.update(chunk as Buffer);
    expect(hash.digest('hex')).toBe(sha256);
  }, 60_000);

  /** An answer of which the first bytes are there, and nothing was taken. */
  async function begun(url: string): Promise<IncomingMessage> {
    const request = get(url, { headers: { authorization: `Bearer ${bench.key}` }, agent: false });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    await once(response, 'readable');
    return response;
  }

  async function large(): Promise<{ faxId: string; sha256: string }> {
    const stored = await bench.store.put(bench.tenant.id, randomBytes(LARGE_BYTES));
    const { tenantId, mode, phoneNumber, resolution, metadata, requestHash } = await bench.faxLog.load(await sent());
    const id = randomUUID();
    const received = { faxId: id, tenantId, mode, phoneNumber, resolution, metadata, requestHash, document: { ...stored, mediaType: 'application/pdf' } };
    expect(await bench.faxLog.execute(id, { type: 'ReceiveFax', fax: received })).toMatchObject({ ok: true });
    return { faxId: id, sha256: stored.sha256 };
  }
});

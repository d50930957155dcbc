import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { FaxBody, Problem } from '@faxwire/contracts';
import { form, openBench, page, type ApiBench } from '../api-bench.ts';

let bench: ApiBench;
beforeAll(async () => {
  bench = await openBench({ config: { maxDocumentBytes: 200_000 } });
});
afterAll(() => bench.close());
afterEach(async () => expect(await bench.leftovers()).toEqual([]));

const NUMBER = '+19995550100';

type Parts = Readonly<Record<string, string | Blob>>;

function send(parts: Parts | FormData, headers: Record<string, string> = {}, key?: string): Promise<Response> {
  return bench.fetch('/fax', { method: 'POST', headers, body: parts instanceof FormData ? parts : form(parts), ...(key && { key }) });
}

async function accepted(response: Response): Promise<FaxBody> {
  const body: unknown = await response.json();
  expect([response.status, body]).toEqual([202, expect.objectContaining({ faxStatus: 'FaxReceived' })]);
  return FaxBody.parse(body);
}

async function refused(response: Response, status: number, code: string): Promise<Problem> {
  const problem = Problem.parse(await response.json());
  expect([response.status, problem.code]).toEqual([status, code]);
  return problem;
}

const faxCount = async (): Promise<number> => bench.faxLog.summaries.count();

describe('sending a fax', () => {
  it('is answered once the document is stored and the fax is in the log', async () => {
    const text = 'Lab results';
    const response = await send({ phoneNumber: '+1 (999) 555-0100', document: new File([text], '../lab.txt'), metadata: '{"case":"17","ward":"B"}', resolution: 'standard' });
    const fax = await accepted(response);
    expect(response.headers.get('location')).toBe(`/fax/${fax.faxId}`);
    expect(fax).toMatchObject({ tenantId: bench.tenant.id, phoneNumber: NUMBER, metadata: { case: '17', ward: 'B' }, resolution: 'standard', mode: 'test' });
    const sha256 = createHash('sha256').update(text).digest('hex');
    expect(await bench.store.has({ tenantId: bench.tenant.id, sha256 })).toBe(true);
    const { document } = await bench.faxLog.load(fax.faxId);
    expect(document).toEqual({ sha256, mediaType: 'text/plain', bytes: text.length, fileName: 'lab.txt' });
    expect(bench.nudged).toContain(fax.faxId);
  });

  it('takes its parts in any order', async () => {
    const parts: [string, string | Blob][] = [['document', page()], ['phoneNumber', NUMBER], ['metadata', '{}'], ['resolution', 'fine']];
    for (let turn = 0; turn < parts.length; turn += 1) {
      parts.push(...parts.splice(0, 1));
      await accepted(await send(Object.fromEntries(parts)));
    }
  });

  it('takes metadata as JSON text, as a JSON part, and pair by pair', async () => {
    const metadata = { a: '1', 'b c': 'ü' };
    const ways: Parts[] = [{ metadata: JSON.stringify(metadata) }, { 'metadata[a]': '1', 'metadata[b c]': 'ü' }];
    for (const parts of ways) expect((await accepted(await send({ phoneNumber: NUMBER, document: page(), ...parts }))).metadata).toEqual(metadata);
    const body = [
      ['name="phoneNumber"', NUMBER], ['name="metadata"\r\nContent-Type: application/json', JSON.stringify(metadata)], ['name="document"', 'text'],
    ].map(([head, value]) => `--b\r\nContent-Disposition: form-data; ${head}\r\n\r\n${value}\r\n`).join('') + '--b--\r\n';
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    expect((await accepted(await bench.fetch('/fax', { method: 'POST', headers, body }))).metadata).toEqual(metadata);
  });

  it('stores the documented length of metadata, and refuses what is longer', async () => {
    const pairs = (count: number) => JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, n) => [`${n}`.padStart(40, 'k'), 'v'.repeat(500)])));
    expect(Object.keys((await accepted(await send({ phoneNumber: NUMBER, document: page(), metadata: pairs(50) }))).metadata)).toHaveLength(50);
    for (const metadata of [pairs(51), '{"k":1}', '[]', 'null', '{', '"x"', `{"${'k'.repeat(41)}":""}`, `{"k":"${'v'.repeat(501)}"}`, '{"":"v"}', '{"k":"\\u0000"}', '{"__proto__":"v"}']) {
      await refused(await send({ phoneNumber: NUMBER, document: page(), metadata }), 400, 'invalid_metadata');
    }
  });

  it('names the field that is wrong', async () => {
    const before = await faxCount();
    const document = page();
    const cases: [Parts | FormData, number, string, string][] = [
      [{ document }, 400, 'missing_field', 'phoneNumber'],
      [{ phoneNumber: NUMBER }, 400, 'missing_field', 'document'],
      [{ phoneNumber: NUMBER, document, coverSheet: 'x' }, 400, 'unknown_field', 'coverSheet'],
      [{ phoneNumber: NUMBER, document, coverPage: 'x' }, 400, 'invalid_field', 'coverPage'],
      [{ phoneNumber: NUMBER, document, coverPage: '{"template":"loud"}' }, 400, 'invalid_field', 'coverPage.template'],
      [{ phoneNumber: NUMBER, document, maxAttempts: '6' }, 400, 'invalid_field', 'maxAttempts'],
      [{ phoneNumber: NUMBER, document, stationId: 'Clinic' }, 400, 'invalid_field', 'stationId'],
      [{ phoneNumber: NUMBER, document, headerText: 'two\nlines' }, 400, 'invalid_field', 'headerText'],
      [{ phoneNumber: NUMBER, document, sendAt: 'tomorrow' }, 400, 'invalid_field', 'sendAt'],
      [{ phoneNumber: NUMBER, document, senderNumber: '+12025550123' }, 422, 'invalid_sender_number', 'senderNumber'],
      [{ phoneNumber: NUMBER, document, attachment: page() }, 400, 'unknown_field', 'attachment'],
      [{ phoneNumber: NUMBER, document, resolution: 'best' }, 400, 'invalid_field', 'resolution'],
      [twice('phoneNumber', NUMBER), 400, 'duplicate_field', 'phoneNumber'],
      [twice('metadata[a]', '1'), 400, 'duplicate_field', 'metadata[a]'],
      [{ phoneNumber: NUMBER, document, metadata: '{}', 'metadata[a]': '1' }, 400, 'duplicate_field', 'metadata'],
      [{ phoneNumber: 'abc', document }, 422, 'invalid_phone_number', 'phoneNumber'],
    ];
    for (const [parts, status, code, field] of cases) expect((await refused(await send(parts), status, code)).errors?.[0]?.field).toBe(field);
    await refused(await send(times('document', page(), 11)), 400, 'too_many_documents');
    expect(await faxCount()).toBe(before);
  });

  it('refuses a document that cannot be faxed, at once', async () => {
    const cases: [Blob, number, string][] = [
      [new Blob([]), 422, 'document_empty'],
      [new Blob([new Uint8Array([0, 1, 2, 3])]), 422, 'document_unknown_type'],
      [new Blob(['x'.repeat(200_001)]), 413, 'document_too_large'],
      [new Blob(['x'.repeat(2_000_000)]), 413, 'document_too_large'],
    ];
    for (const [document, status, code] of cases) await refused(await send({ phoneNumber: NUMBER, document }), status, code);
    await accepted(await send({ phoneNumber: NUMBER, document: new Blob(['x'.repeat(200_000)]) }));
  });

  it('takes forms and JSON objects only, and whole ones only', async () => {
    const multipart = { 'content-type': 'multipart/form-data; boundary=b' };
    const post = (headers: Record<string, string>, body: string) => bench.fetch('/fax', { method: 'POST', headers, body });
    await refused(await post({ 'content-type': 'application/json' }, '[]'), 415, 'unsupported_content_type');
    await refused(await post({ 'content-type': 'text/plain' }, 'x'), 415, 'unsupported_content_type');
    await refused(await post({ 'content-type': 'application/x-www-form-urlencoded' }, 'phoneNumber=1'), 415, 'unsupported_content_type');
    await refused(await post({ 'content-type': 'multipart/form-data' }, 'x'), 400, 'malformed_multipart');
    await refused(await post(multipart, 'no boundary at all'), 400, 'malformed_multipart');
    await refused(await post(multipart, '--b\r\nContent-Disposition: form-data; name="document"; filename="a"\r\n\r\nabc'), 400, 'malformed_multipart');
    await refused(await post(multipart, '--b\r\nContent-Disposition: form-data; name="constructor"\r\n\r\nabc\r\n--b--\r\n'), 400, 'unknown_field');
  });

  it('refuses more fields, longer fields and longer names than a form can have', async () => {
    const many = form({ phoneNumber: NUMBER, document: page() });
    for (let n = 0; n < 100; n += 1) many.append(`metadata[${n}]`, 'v');
    await refused(await send(many), 413, 'request_too_large');
    await refused(await send({ phoneNumber: NUMBER, metadata: 'x'.repeat(70_000), document: page() }), 413, 'request_too_large');
    await refused(await send({ phoneNumber: NUMBER, document: page(), ['x'.repeat(300)]: '1' }), 400, 'unknown_field');
  });
});

const twice = (name: string, value: string | Blob): FormData => times(name, value, 2);

function times(name: string, value: string | Blob, count: number): FormData {
  const repeated = form({ ...(name === 'phoneNumber' ? {} : { phoneNumber: NUMBER }), ...(name === 'document' ? {} : { document: page() }) });
  for (let n = 0; n < count; n += 1) repeated.append(name, value);
  return repeated;
}

describe('an Idempotency-Key', () => {
  const parts = { phoneNumber: NUMBER, document: page('the same'), metadata: '{"a":"1","b":"2"}' };

  it('makes two hundred faxes of two hundred keys, though each is sent twenty times at once', async () => {
    const before = await faxCount();
    const keys = Array.from({ length: 200 }, (_, n) => `order-${n}`);
    // Four keys at a time: eighty requests in hand.
    for (let begin = 0; begin < keys.length; begin += 4) await Promise.all(keys.slice(begin, begin + 4).map(twentyTimes));
    expect(await faxCount()).toBe(before + keys.length);
    // Four thousand requests: fifteen a second at worst.
  }, 280_000);

  async function twentyTimes(key: string): Promise<void> {
    const answers = await Promise.all(Array.from({ length: 20 }, async () => {
      const response = await sendUntilTaken(key);
      return { replayed: response.headers.get('idempotent-replayed') === 'true', fax: await accepted(response) };
    }));
    expect(new Set(answers.map(({ fax }) => JSON.stringify(fax))).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed).length).toBeLessThanOrEqual(1);
  }

  /** A busy database says 503, and the client asks again: that is what the key is for. */
  async function sendUntilTaken(key: string): Promise<Response> {
    for (let tries = 0; ; tries += 1) {
      const response = await send(parts, { 'idempotency-key': key });
      if (response.status !== 503 || tries === 5) return response;
      await response.text();
    }
  }

  it('gets the first answer again, whatever became of the fax', async () => {
    const first = await accepted(await send(parts, { 'idempotency-key': 'again' }));
    await bench.fetch(`/fax/${first.faxId}/hold`, { method: 'PUT' });
    const response = await send({ metadata: '{"b":"2","a":"1"}', document: page('the same'), phoneNumber: '1 999 555 0100' }, { 'idempotency-key': 'again' });
    expect(response.headers.get('idempotent-replayed')).toBe('true');
    expect(await accepted(response)).toEqual(first);
  });

  it('is refused for another request', async () => {
    await accepted(await send(parts, { 'idempotency-key': 'used' }));
    const others: Parts[] = [
      { ...parts, phoneNumber: '+19995550101' }, { ...parts, document: page('another') }, { ...parts, metadata: '{}' }, { ...parts, resolution: 'standard' },
    ];
    for (const other of others) await refused(await send(other, { 'idempotency-key': 'used' }), 409, 'idempotency_key_reused');
  });

  it('belongs to one tenant', async () => {
    const mine = await accepted(await send(parts, { 'idempotency-key': 'shared' }));
    const theirs = await accepted(await send(parts, { 'idempotency-key': 'shared' }, await bench.keyOf(await bench.otherTenant())));
    expect(theirs.faxId).not.toBe(mine.faxId);
  });

  it('is 1 to 255 printable characters', async () => {
    for (const key of ['', 'k'.repeat(256), 'é']) await refused(await send(parts, { 'idempotency-key': key }), 400, 'invalid_idempotency_key');
    await accepted(await send(parts, { 'idempotency-key': 'k'.repeat(255) }));
  });

  it('comes once', async () => {
    for (const keys of [['one', 'other'], ['same', 'same']]) expect(await statusWithKeys(keys)).toBe(400);
    expect(await statusWithKeys(['one, other'])).toBe(202);
  });
});

async function statusWithKeys(keys: string[]): Promise<number | undefined> {
  const body = `--b\r\nContent-Disposition: form-data; name="phoneNumber"\r\n\r\n${NUMBER}\r\n--b\r\nContent-Disposition: form-data; name="document"\r\n\r\ntext\r\n--b--\r\n`;
  const headers = { 'authorization': `Bearer ${bench.key}`, 'content-type': 'multipart/form-data; boundary=b', 'idempotency-key': keys };
  const client = request(`${bench.url}/fax`, { method: 'POST', headers });
  client.end(body);
  const [response] = (await once(client, 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}

describe('a phone number', () => {
  it('is valid for a live key, and a sandbox number for test keys only', async () => {
    const live = await bench.keyOf(bench.tenant, 'live');
    const to = (phoneNumber: string, key: string) => send({ phoneNumber, document: page() }, {}, key);
    expect(await accepted(await to('(202) 555-0143', live))).toMatchObject({ phoneNumber: '+12025550143', mode: 'live' });
    await refused(await to(NUMBER, live), 422, 'sandbox_number');
    await refused(await to('+1 999 555 2000', live), 422, 'invalid_phone_number');
    await refused(await to('+1 999 555 2000', bench.key), 422, 'invalid_phone_number');
    await refused(await to('911', bench.key), 422, 'emergency_number');
    for (const number of ['+', '', '+1202555014', '202-555-0143 ext. 5', '1'.repeat(41), 'sip:a@b']) await refused(await to(number, bench.key), 422, 'invalid_phone_number');
  });
});

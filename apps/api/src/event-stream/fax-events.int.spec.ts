import { FaxBody, FaxEventBody, Problem } from '@faxwire/contracts';
import { FULL_SETTINGS, type FaxCommand } from '@faxwire/fax';
import { form, openBench, page, type ApiBench } from '../api-bench.ts';

const HEARTBEAT_MS = 80;
let bench: ApiBench;
beforeAll(async () => {
  bench = await openBench({ config: { heartbeatMs: HEARTBEAT_MS, maxStreamsPerTenant: 2 } });
});
afterAll(() => bench.close());

async function sent(): Promise<string> {
  const response = await bench.fetch('/fax', { method: 'POST', body: form({ phoneNumber: '+19995550100', document: page() }) });
  return FaxBody.parse(await response.json()).faxId;
}

/** A reader as browsers have it. */
class Reader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #text = '';

  constructor(response: Response) {
    if (!response.body) throw new Error('a stream has a body');
    this.#reader = response.body.getReader();
  }

  /** The next block, or undefined at the end. */
  async block(): Promise<string | undefined> {
    while (!this.#text.includes('\n\n')) {
      const { done, value } = await this.#reader.read();
      if (done) return undefined;
      this.#text += new TextDecoder().decode(value);
    }
    const [block = '', ...rest] = this.#text.split('\n\n');
    this.#text = rest.join('\n\n');
    return block;
  }

  /** The next event; heartbeats are passed over. */
  async event(): Promise<FaxEventBody | undefined> {
    for (let block = await this.block(); block !== undefined; block = await this.block()) {
      const [id, type, data] = block.split('\n').map((line) => line.slice(line.indexOf(': ') + 2));
      if (block.startsWith(':')) continue;
      const body = FaxEventBody.parse(JSON.parse(data ?? ''));
      expect([id, type]).toEqual([String(body.sequence), body.type]);
      return body;
    }
    return undefined;
  }

  leave(): Promise<void> {
    return this.#reader.cancel();
  }
}

async function follow(faxId: string, lastEventId?: string): Promise<Reader> {
  const response = await bench.fetch(`/fax/${faxId}/events`, { headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId } });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  return new Reader(response);
}

describe('the event stream of a fax', () => {
  it('tells what happened, then what happens, as it happens', async () => {
    const faxId = await sent();
    const reader = await follow(faxId);
    expect(await reader.event()).toMatchObject({ faxId, type: 'FaxReceived', sequence: 1 });
    const started = Date.now();
    await bench.fetch(`/fax/${faxId}/hold`, { method: 'PUT' });
    expect(await reader.event()).toMatchObject({ type: 'FaxHeld', sequence: 2, data: {} });
    expect(Date.now() - started).toBeLessThan(2_000);
    await reader.leave();
  });

  it('goes on after the last event that was received', async () => {
    const faxId = await sent();
    for (const path of ['hold', 'revive', 'hold']) await bench.fetch(`/fax/${faxId}/${path}`, { method: 'PUT' });
    const reader = await follow(faxId, '2');
    expect([await reader.event(), await reader.event()]).toMatchObject([{ type: 'FaxRevived', sequence: 3 }, { type: 'FaxHeld', sequence: 4 }]);
    await reader.leave();
  });

  it('shows no fencing token and no request hash', async () => {
    const faxId = await sent();
    const commands: FaxCommand[] = [
      { type: 'RecordRendering', pages: { sha256: 'a', pageCount: 1, widthPx: 1728, bytes: 9, pageSha256: ['b'], renderMs: 5 } },
      { type: 'InitiateAttempt', number: 1, trunk: 'sandbox', callerNumber: '+12025550199', fromPage: 0, settings: FULL_SETTINGS },
    ];
    for (const command of commands) await bench.faxLog.execute(faxId, command);
    const reader = await follow(faxId);
    const data = [await reader.event(), await reader.event(), await reader.event()].map((event) => event?.data ?? {});
    expect(data.flatMap(Object.keys)).toEqual(expect.arrayContaining(['phoneNumber', 'pageCount', 'attemptId']));
    expect(data.flatMap(Object.keys)).not.toEqual(expect.arrayContaining(['token']));
    expect(data.flatMap(Object.keys)).not.toEqual(expect.arrayContaining(['requestHash']));
    await reader.leave();
  });

  it('beats while nothing happens, and ends when nothing more will', async () => {
    const faxId = await sent();
    const reader = await follow(faxId);
    await reader.event();
    expect(await reader.block()).toBe(':');
    await bench.fetch(`/fax/${faxId}`, { method: 'DELETE' });
    await bench.faxLog.execute(faxId, { type: 'CloseAsCancelled' });
    expect(await reader.event()).toMatchObject({ type: 'FaxReceivedForCancel' });
    expect(await reader.event()).toMatchObject({ type: 'FaxCancelled', sequence: 3 });
    expect(await reader.event()).toBeUndefined();
    const over = await bench.fetch(`/fax/${faxId}/events`, { headers: { 'last-event-id': '3' } });
    expect(over.status).toBe(204);
  });

  it('is one of a bounded number, and gives its place back', async () => {
    const faxId = await sent();
    const readers = [await follow(faxId), await follow(faxId)];
    const third = await bench.fetch(`/fax/${faxId}/events`);
    expect([third.status, Problem.parse(await third.json()).code]).toEqual([429, 'too_many_streams']);
    await Promise.all(readers.map((reader) => reader.leave()));
    let status = 429;
    for (let tries = 0; tries < 200 && status === 429; tries += 1) {
      const response = await bench.fetch(`/fax/${faxId}/events`);
      status = response.status;
      await response.body?.cancel();
    }
    expect(status).toBe(200);
  });

  it('resumes after an event id and nothing else', async () => {
    const faxId = await sent();
    for (const id of ['x', '-1', '1.5', '9'.repeat(10)]) {
      const response = await bench.fetch(`/fax/${faxId}/events`, { headers: { 'last-event-id': id } });
      expect([response.status, Problem.parse(await response.json()).code]).toEqual([400, 'invalid_parameter']);
    }
  });
});

import { once } from 'node:events';
import { connect } from 'node:net';
import { FaxBody } from '@faxwire/contracts';
import { form, openBench, page } from '../api-bench.ts';

const submission = (): FormData => form({ phoneNumber: '+19995550100', document: page() });

describe('the front door', () => {
  it('closes at once though somebody follows a fax', async () => {
    const bench = await openBench();
    const { faxId } = FaxBody.parse(await (await bench.fetch('/fax', { method: 'POST', body: submission() })).json());
    const stream = await bench.fetch(`/fax/${faxId}/events`);
    const started = Date.now();
    await bench.close();
    expect(Date.now() - started).toBeLessThan(5_000);
    await stream.text().catch(() => undefined);
  });

  it('closes at once though somebody holds a connection open and never asks', async () => {
    const bench = await openBench();
    const { hostname, port } = new URL(bench.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    const started = Date.now();
    await Promise.all([bench.close(), once(socket, 'close')]);
    expect(Date.now() - started).toBeLessThan(5_000);
  });

  it('accepts a fax whose lifecycle could not be woken', async () => {
    const bench = await openBench({ parts: () => ({ nudge: () => Promise.reject(new Error('the engine is away')) }) });
    try {
      const response = await bench.fetch('/fax', { method: 'POST', body: submission() });
      expect(response.status).toBe(202);
      expect(bench.faults).toHaveLength(1);
    } finally {
      await bench.close();
    }
  });
});

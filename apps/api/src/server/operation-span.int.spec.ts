import { FaxBody } from '@faxwire/contracts';
import { startTelemetry, type Telemetry } from '@faxwire/platform/telemetry';
import { form, openBench, page, type ApiBench } from '../api-bench.ts';

let telemetry: Telemetry;
let bench: ApiBench;
beforeAll(async () => {
  telemetry = startTelemetry({ serviceName: 'api', env: {} });
  bench = await openBench();
});
afterAll(async () => {
  await bench.close();
  await telemetry.stop();
});

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const send = (headers: Record<string, string>) =>
  bench.fetch('/fax', { method: 'POST', headers, body: form({ phoneNumber: '+19995550100', document: page() }) });

async function traceOf(response: Response): Promise<string | undefined> {
  const { faxId } = FaxBody.parse(await response.json());
  const [received] = await bench.faxLog.history(faxId);
  return received?.meta.traceparent;
}

describe('the trace of a request', () => {
  it('is the caller\'s where one comes, and is stored with the fax', async () => {
    const stored = await traceOf(await send({ traceparent: `00-${TRACE_ID}-00f067aa0ba902b7-01` }));
    expect(stored).toMatch(new RegExp(`^00-${TRACE_ID}-[0-9a-f]{16}-01$`));
    expect(stored).not.toContain('00f067aa0ba902b7');
  });

  it('is its own where none comes, or a malformed one', async () => {
    for (const traceparent of ['', 'x', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`]) {
      expect(await traceOf(await send(traceparent === '' ? {} : { traceparent }))).toMatch(/^00-(?!0{32})[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    }
  });
});

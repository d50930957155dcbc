import { setTimeout as sleep } from 'node:timers/promises';
import { gatherEvidence, webhookIdsOf } from './fax-evidence.ts';
import { HouseProcess } from './house-process.ts';
import { prepareFolder, type PreparedFolder } from './prepared-folder.ts';
import { SpanCollector } from './span-collector.ts';
import { submit, type Submission } from './submission.ts';
import { textOfPages } from './text-document.ts';
import { WebhookSink, askForWebhooks } from './webhook-sink.ts';

const TEST_MS = 120_000;
const PATIENCE_MS = 60_000;

/** What a tenant faxes and whom it calls: none of it may be found where operators look. */
const WORDS = 'zebra umbrella diagnosis';
const CANARY_NUMBER = '12025550143';
const CANARIES = ['zebra umbrella', 'zebra-umbrella', CANARY_NUMBER, '19995550100', '19995550103', '9995550199'];

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

const fax = (phoneNumber: string, more: Partial<Submission> = {}): Submission => ({
  phoneNumber,
  text: textOfPages(2, `${WORDS} +${CANARY_NUMBER}`),
  fileName: `zebra-umbrella +${CANARY_NUMBER}.txt`,
  metadata: { patient: WORDS, call: `+${CANARY_NUMBER}` },
  ...more,
});

describe('what a tenant faxes, and to whom', () => {
  let folder: PreparedFolder;
  let collector: SpanCollector;
  let sink: WebhookSink;
  let house: HouseProcess;
  let metrics: string;
  let sent: { readonly faxId: string; readonly webhooks: number };

  beforeAll(async () => {
    [folder, collector, sink] = await Promise.all([prepareFolder(), SpanCollector.open(), WebhookSink.open()]);
    house = new HouseProcess({ dataDir: folder.dataDir, env: { ...folder.env, ...collector.env, FAXWIRE_LOG_LEVEL: 'debug' } });
    const credentials = await house.ready();
    await askForWebhooks(credentials, sink.url);
    // One that arrives, one that is refused at the far end, one that cannot be rendered, two that are not accepted.
    const { faxId } = await submit(credentials, fax('+19995550100', { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` }));
    const broken = fax('+19995550100', { text: `%PDF-1.7 ${WORDS} ${CANARY_NUMBER}` });
    const others = await Promise.allSettled([submit(credentials, fax('+19995550103')), submit(credentials, broken)]);
    await expect(submit(credentials, fax(`+${CANARY_NUMBER}000000`))).rejects.toThrow('refused with 4');
    await expect(submit({ ...credentials, apiKey: 'fw_test_wrong_9995550199' }, fax('+19995550100'))).rejects.toThrow('refused with 401');
    const accepted = [faxId, ...others.flatMap((other) => (other.status === 'fulfilled' ? other.value.faxId : []))];
    const evidences = await Promise.all(accepted.map((id) => gatherEvidence(credentials, id, PATIENCE_MS)));
    const awaited = evidences.flatMap(webhookIdsOf);
    const deadline = Date.now() + PATIENCE_MS;
    while (!awaited.every((id) => sink.delivered.some(({ webhookId }) => webhookId === id)) && Date.now() < deadline) await sleep(50);
    sent = { faxId, webhooks: sink.timesOf(faxId).size };
    metrics = await (await fetch(`${credentials.baseUrl}/metrics`)).text();
    // In order, so that the last spans leave too.
    await house.end('SIGINT');
  }, TEST_MS);

  afterAll(async () => {
    await house.end('SIGKILL');
    await Promise.all([collector.close(), sink.close(), folder.remove()]);
  }, TEST_MS);

  const found = (text: string): string[] => CANARIES.filter((canary) => text.includes(canary));

  it('is in no log line', () => {
    expect(house.stdout.split('\n').length).toBeGreaterThan(5);
    expect(house.stdout).toContain(sent.faxId);
    expect(found(house.stdout)).toEqual([]);
    // For people: it names a number of the sandbox, as an example.
    expect(found(house.stderr.replace('send FILE +19995550100', ''))).toEqual([]);
  });

  it('is in no metric', () => {
    expect(metrics).toMatch(/faxwire_\w+\{[^}]*FaxSent/);
    expect(found(metrics)).toEqual([]);
  });

  it('is in no span', () => {
    expect(collector.text).toContain(sent.faxId);
    expect(found(collector.text)).toEqual([]);
  });

  it('would be found if it were there', () => {
    expect(found(JSON.stringify(fax('+19995550103')))).toEqual(['zebra umbrella', 'zebra-umbrella', CANARY_NUMBER, '19995550103']);
  });

  it('is followed by one trace from the request to the call, and every delivery links back to it', () => {
    const { spans } = collector;
    const inTrace = new Set(spans.filter(({ traceId }) => traceId === TRACE).map(({ name }) => name));
    expect([...inTrace]).toEqual(expect.arrayContaining([
      'POST /fax', 'decide ReceiveFax', 'fax render', 'decide RecordRendering', 'fax transmit', 'decide InitiateAttempt', 'call',
      'decide RecordRinging', 'decide RecordAnswer', 'decide RecordNegotiation', 'decide RecordPage', 'page', 'decide CloseAsSent',
    ]));
    const deliveries = spans.filter(({ name, links = [] }) => name === 'deliver webhook' && links.some(({ traceId }) => traceId === TRACE));
    expect(deliveries.length).toBeGreaterThanOrEqual(sent.webhooks);
    expect(sent.webhooks).toBeGreaterThan(5);
    const lines = house.stdout.split('\n').filter((line) => line.includes(sent.faxId));
    expect(lines.some((line) => line.includes(TRACE))).toBe(true);
  });
});

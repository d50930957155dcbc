import type { FaxBody } from '@faxwire/contracts';
import type { PlacedCall } from '@faxwire/sandbox-app';
import { Webhook } from 'standardwebhooks';
import { APP_NAMES } from '../distributed/app-process.ts';
import { DistributedStage, PATIENCE_MS, SANDBOX_SPEED, causesOf, faultsOf } from './distributed-stage.ts';
import { violationsOf, type FaxStory } from './invariants.ts';
import { postFax } from './submission.ts';
import { SpanCollector, type CollectedSpan } from './span-collector.ts';
import { textOfPages } from './text-document.ts';
import { until } from './until.ts';

/** Engines, six processes and a fax: a minute and a half on a busy machine. */
const START_MS = 500_000;
const TEST_MS = 300_000;
const SOON_MS = 60_000;
const PAGES = 3;
const TRIES = 3;
/** The policy alone would wait for a second. */
const OVERLOADED = '+19995550111';
const RETRY_AFTER_MS = 60_000;
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

/** Two attempts for a busy line, three at most: enough to see that the waits are kept. */
const ENV = { FAXWIRE_RETRY_MAX_ATTEMPTS: '3', FAXWIRE_RETRY_DELAY_SECONDS: '{ busy: [60, 60], no_answer: [60], t38_refused: [], voice_answered: [], service_unavailable: [1] }', OTEL_BSP_SCHEDULE_DELAY: '200' };

interface Outcome {
  readonly number: string;
  readonly status: 'FaxSent' | 'FaxFailed';
  readonly causes: readonly string[];
}

const OUTCOMES: readonly Outcome[] = [
  { number: '+19995550101', status: 'FaxFailed', causes: ['busy', 'busy', 'busy'] },
  { number: '+19995550102', status: 'FaxFailed', causes: ['no_answer', 'no_answer'] },
  { number: '+19995550103', status: 'FaxFailed', causes: ['unallocated_number'] },
  { number: '+19995550104', status: 'FaxFailed', causes: ['rejected'] },
  { number: '+19995550105', status: 'FaxSent', causes: ['busy', 'busy'] },
  { number: '+19995550106', status: 'FaxFailed', causes: ['t38_refused'] },
  { number: '+19995550107', status: 'FaxSent', causes: ['dropped_mid_page'] },
  { number: '+19995550108', status: 'FaxFailed', causes: ['voice_answered'] },
  { number: OVERLOADED, status: 'FaxFailed', causes: ['service_unavailable', 'service_unavailable'] },
  { number: '+19995550115', status: 'FaxFailed', causes: ['no_answer', 'no_answer'] },
  { number: '+19995550116', status: 'FaxFailed', causes: ['redirected'] },
  { number: '+19995550117', status: 'FaxSent', causes: [] },
];

describe('Faxwire in six processes on Kafka, Temporal, PostgreSQL and S3', () => {
  let collector: SpanCollector;
  let stage: DistributedStage;
  /** Undefined where the start failed, which closes what it had opened. */
  let opened: DistributedStage | undefined;
  let sent: FaxStory;

  beforeAll(async () => {
    collector = await SpanCollector.open();
    stage = opened = await DistributedStage.open({ env: { ...ENV, ...collector.env } });
  }, START_MS);
  afterAll(async () => {
    await opened?.close();
    await collector.close();
  }, TEST_MS);

  it('sends a fax through all of them, and what arrives is what was sent', async () => {
    const faxId = await stage.submit({ phoneNumber: '+19995550100', text: textOfPages(PAGES), traceparent: `00-${TRACE}-00f067aa0ba902b7-01` });
    sent = await stage.story(faxId);
    expect(violationsOf(sent)).toEqual([]);
    expect(sent.summary.status).toBe('FaxSent');
    expect(faultsOf(sent)).toEqual([]);
    expect(sent.calls.flatMap(({ pages }) => pages)).toHaveLength(PAGES);
  }, TEST_MS);

  it('tells the tenant of each event once, signed', () => {
    expect([...(sent.webhooks ?? [])].map(([, times]) => times)).toEqual(sent.events.map(() => 1));
    const verifier = new Webhook(stage.webhookSecret);
    const ours = stage.sink.delivered.filter(({ faxId }) => faxId === sent.faxId);
    for (const { body, headers } of ours) expect(() => verifier.verify(body, headers)).not.toThrow();
    for (const { body, headers } of ours) expect(() => verifier.verify(`${body} `, headers)).toThrow();
  });

  it.each(APP_NAMES)('has probes and metrics: %s', async (name) => {
    const process = stage.process(name);
    expect([await process.isLive(), await process.isReady()]).toEqual([true, true]);
    expect(await stage.metric(name, 'process_resident_memory_bytes')).toBeGreaterThan(0);
  }, TEST_MS);

  it('counts where the work is done', async () => {
    expect(await stage.metric('media', 'faxwire_pages_confirmed_total')).toBe(PAGES);
    expect(await stage.metric('relay', 'faxwire_log_lag_events{consumer="relay"}')).toBe(0);
    expect(await stage.metric('api', 'faxwire_pages_confirmed_total')).toBe(0);
  }, TEST_MS);

  it('receives a fax that a machine of the sandbox sends to the number of the tenant, and shows what went over the line', async () => {
    const { number = '', baseUrl, apiKey } = stage.credentials;
    const faxId = await receiveUntilSent(number);
    const ask = (path: string): Promise<Response> => fetch(`${baseUrl}/fax/${faxId}${path}`, { headers: { authorization: `Bearer ${apiKey}` } });
    const fax = await until('fax that arrived', async () => {
      const body = (await (await ask('')).json()) as FaxBody;
      return body.faxStatus === 'FaxArrived' && body;
    }, PATIENCE_MS);
    expect(fax).toMatchObject({ direction: 'inbound', calledNumber: number, pagesConfirmed: PAGES });
    expect((await ask('/document?format=pdf')).status).toBe(200);
    const trace = await ask(`/attempts/${fax.reception?.attemptId}/trace?format=text`);
    expect([trace.status, (await trace.text()).includes(`INVITE sip:${number}@`)]).toEqual([200, true]);
  }, TEST_MS);

  /** On a machine that starves the caller may fall out of step: then it calls again. */
  async function receiveUntilSent(number: string): Promise<string> {
    for (let time = 1; ; time += 1) {
      const form = new FormData();
      form.set('to', number);
      form.set('document', new Blob([textOfPages(PAGES)]), 'letter.txt');
      const placed = (await (await fetch(`${stage.sandboxUrl}/sandbox/call`, { method: 'POST', body: form })).json()) as PlacedCall;
      const call = await until('end of the call', async () => {
        const known = (await (await fetch(`${stage.sandboxUrl}/sandbox/calls/${placed.id}`)).json()) as PlacedCall;
        return known.state !== 'calling' && known;
      }, PATIENCE_MS);
      if (call.state === 'sent') return call.faxId;
      if (time === TRIES) throw new Error(`after ${TRIES} calls: ${JSON.stringify(call)}`);
    }
  }

  describe('one trace', () => {
    const inTrace = (): CollectedSpan[] => collector.spans.filter(({ traceId }) => traceId === TRACE);
    const names = (service: string): Set<string> => new Set(inTrace().filter((span) => span.service === service).map(({ name }) => name));

    beforeAll(async () => {
      // Spans leave their processes in batches.
      await until('span of the last step', async () => inTrace().some(({ name }) => name === 'decide CloseAsSent'), SOON_MS);
    }, TEST_MS);

    it('leads from the request over Temporal to the call, each process under its own name', () => {
      expect([...names('faxwire-api')]).toEqual(expect.arrayContaining(['POST /fax', 'decide ReceiveFax']));
      expect([...names('faxwire-lifecycle')]).toEqual(expect.arrayContaining(['fax render', 'decide RecordRendering', 'decide CloseAsSent']));
      expect([...names('faxwire-media')]).toEqual(expect.arrayContaining(['fax transmit', 'decide InitiateAttempt', 'call', 'decide RecordPage', 'page']));
    });

    it('has the HTTP request as the ancestor of every span in it', () => {
      const spans = new Map(inTrace().map((span) => [span.spanId, span]));
      const rootOf = (span: CollectedSpan): CollectedSpan => {
        const parent = spans.get(span.parentSpanId ?? '');
        return parent ? rootOf(parent) : span;
      };
      const roots = new Set(inTrace().map((span) => rootOf(span)).map(({ service, name }) => `${service} ${name}`));
      expect([...roots]).toEqual(['faxwire-api POST']);
    });

    it.each([
      ['faxwire-lifecycle', 'process FaxReceived'],
      ['faxwire-webhooks', 'process FaxSent'],
      ['faxwire-webhooks', 'deliver webhook'],
    ])('is linked to by what Kafka brought: %s, %s', async (service, name) => {
      const links = async (): Promise<boolean> =>
        collector.spans.some((span) => span.service === service && span.name === name && (span.links ?? []).some(({ traceId }) => traceId === TRACE));
      await expect(until(`link from ${name}`, links, SOON_MS)).resolves.toBe(true);
    }, TEST_MS);
  });

  describe('a fax to a far end of its own kind', () => {
    const stories = new Map<string, Promise<readonly FaxStory[]>>();

    /** Once more where a starved machine broke a call, which is another cause than the far end's. */
    const follow = async ({ number, causes }: Outcome): Promise<readonly FaxStory[]> => {
      const told: FaxStory[] = [];
      for (let time = 1; time <= TRIES; time += 1) {
        const story = await stage.story(await stage.submit({ phoneNumber: number, text: textOfPages(2) }));
        told.push(story);
        if (causesOf(story).every((cause) => causes.includes(cause))) break;
      }
      return told;
    };

    beforeAll(() => {
      for (const outcome of OUTCOMES) {
        const followed = follow(outcome);
        followed.catch(() => undefined);
        stories.set(outcome.number, followed);
      }
    });

    it.each(OUTCOMES.map((outcome) => [outcome.number, outcome] as const))('ends as it should at %s', async (number, { status, causes }) => {
      const told = (await stories.get(number)) ?? [];
      const last = told.at(-1);
      if (!last) throw new Error(`no fax was sent to ${number}`);
      expect(told.flatMap(violationsOf)).toEqual([]);
      expect({ status: last.summary.status, causes: causesOf(last) }).toEqual({ status, causes });
    }, TEST_MS);

    it('is tried again no sooner than the carrier has asked for', async () => {
      const { events } = (await stories.get(OVERLOADED))?.at(-1) ?? fail('no fax to an overloaded carrier');
      const [first, second] = events.filter(({ type }) => type === 'FaxAttemptInitiated');
      const failedAt = events.find(({ type }) => type === 'AttemptFailed')?.at ?? 0;
      expect(second?.at ?? 0).toBeGreaterThanOrEqual(failedAt + RETRY_AFTER_MS / SANDBOX_SPEED);
      expect(first?.at).toBeLessThan(failedAt);
    }, TEST_MS);
  });

  it('is ready as far as each process has what it needs itself: without Temporal', async () => {
    await stage.engines.temporal.stop();
    try {
      await until('lifecycle that says so', async () => !(await stage.process('lifecycle').isReady()), SOON_MS);
      await until('media that says so', async () => !(await stage.process('media').isReady()), SOON_MS);
      for (const name of ['api', 'webhooks', 'relay', 'sandbox']) expect([name, await stage.process(name).isReady()]).toEqual([name, true]);
      expect([await stage.process('lifecycle').isLive(), await stage.process('media').isLive()]).toEqual([true, true]);
    } finally {
      await stage.engines.temporal.start();
    }
    await Promise.all(['lifecycle', 'media'].map((name) => stage.process(name).ready()));
  }, TEST_MS);

  it('is ready as far as each process has what it needs itself: without Kafka, which delays and loses nothing', async () => {
    await stage.engines.kafka.kill('SIGKILL');
    let faxId = '';
    try {
      for (const name of ['relay', 'lifecycle', 'webhooks']) await until(`${name} that says so`, async () => !(await stage.process(name).isReady()), SOON_MS);
      for (const name of ['api', 'media', 'sandbox']) expect([name, await stage.process(name).isReady()]).toEqual([name, true]);
      faxId = await stage.submit({ phoneNumber: '+19995550100', text: textOfPages(1) });
    } finally {
      await stage.engines.kafka.start();
    }
    for (const name of ['relay', 'lifecycle', 'webhooks']) await stage.process(name).ready();
    expect(violationsOf(await stage.story(faxId))).toEqual([]);
  }, TEST_MS);

  it('is ready as far as each process has what it needs itself: without S3, where uploads are refused for a while', async () => {
    const submission = { phoneNumber: '+19995550100', text: textOfPages(1), metadata: { case: 'without S3' }, idempotencyKey: 'without S3' };
    await stage.engines.s3.kill('SIGKILL');
    try {
      for (const name of ['api', 'lifecycle', 'media']) await until(`${name} that says so`, async () => !(await stage.process(name).isReady()), SOON_MS);
      for (const name of ['webhooks', 'relay', 'sandbox']) expect([name, await stage.process(name).isReady()]).toEqual([name, true]);
      const refused = await postFax(stage.credentials, submission);
      expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([503, true]);
      expect(await stage.records.summariesNamed('without S3')).toEqual([]);
    } finally {
      await stage.engines.s3.start();
    }
    for (const name of ['api', 'lifecycle', 'media']) await stage.process(name).ready();
    const story = await stage.story(await stage.submit(submission));
    expect([violationsOf(story), story.summary.status]).toEqual([[], 'FaxSent']);
  }, TEST_MS);
});

import { context, propagation, trace } from '@opentelemetry/api';
import { tracing } from '@opentelemetry/sdk-node';
import { createLogger } from '../log/logger.ts';
import { startTelemetry, type Telemetry } from './telemetry.ts';
import { currentTraceparent, linkOf, parseTraceparent } from './traceparent.ts';
import { withSpan } from './with-span.ts';

const NUMBER = '+19995550123';
const PARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

describe('telemetry', () => {
  const finished = new tracing.InMemorySpanExporter();
  let telemetry: Telemetry;
  beforeAll(() => void (telemetry = startTelemetry({ serviceName: 'test', env: {}, spanProcessors: [new tracing.SimpleSpanProcessor(finished)] })));
  beforeEach(() => finished.reset());
  afterAll(async () => {
    await telemetry.stop();
    trace.disable();
    context.disable();
    propagation.disable();
  });

  it('is off by default, and still makes trace ids', async () => {
    expect(telemetry.exporting).toBe(false);
    expect(currentTraceparent()).toBeUndefined();
    await withSpan('decide', {}, () => expect(currentTraceparent()).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/));
  });

  it('goes on with a stored traceparent, through promises and timers', async () => {
    await withSpan('render', { parent: PARENT }, async () => {
      await new Promise((resolve) => setImmediate(resolve));
      await withSpan('append', {}, () => expect(currentTraceparent()).toContain('4bf92f3577b34da6a3ce929d0e0e4736'));
    });
    const [append, render] = finished.getFinishedSpans();
    expect(render?.parentSpanContext?.spanId).toBe('00f067aa0ba902b7');
    expect(append?.parentSpanContext?.spanId).toBe(render?.spanContext().spanId);
  });

  it('links over a long wait instead', async () => {
    await withSpan('retry', { links: [linkOf(PARENT), linkOf(undefined), linkOf('rubbish')] }, () => undefined);
    expect(finished.getFinishedSpans()[0]?.links.map((link) => link.context.spanId)).toEqual(['00f067aa0ba902b7']);
  });

  it.each([
    undefined, '', 'x', '00-00000000000000000000000000000000-00f067aa0ba902b7-01', '00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01',
    'ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', PARENT.toUpperCase(), `${PARENT}-${'x'.repeat(1_000)}`,
  ])('takes no trace from "%s"', async (traceparent) => {
    expect(parseTraceparent(traceparent)).toBeUndefined();
    await expect(withSpan('any', { parent: traceparent }, () => 'done')).resolves.toBe('done');
  });

  it('carries the trace over HTTP headers', async () => {
    const headers: Record<string, string> = {};
    await withSpan('deliver', { parent: PARENT }, () => propagation.inject(context.active(), headers));
    expect(headers['traceparent']).toContain('4bf92f3577b34da6a3ce929d0e0e4736');
  });

  it('records a failure on its span and throws it on', async () => {
    await expect(withSpan('dial', {}, () => Promise.reject(new Error('busy')))).rejects.toThrow('busy');
    expect(finished.getFinishedSpans()[0]).toMatchObject({ status: { code: 2, message: 'busy' }, ended: true });
  });

  it('joins log lines to their span and their fax', async () => {
    const lines: string[] = [];
    const logger = createLogger({ level: 'info', destination: { write: (line) => void lines.push(line) } });
    await withSpan('transmit', { faxId: 'f-1', parent: PARENT }, () => withSpan('page', {}, () => logger.info('page confirmed')));
    logger.info('idle');
    const page = finished.getFinishedSpans()[0];
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ faxId: 'f-1', traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: page?.spanContext().spanId });
    expect(JSON.parse(lines[1] ?? '')).not.toHaveProperty('traceId');
  });

  it('never lets the canary out in a span, whoever put it there', async () => {
    const attributes = { to: NUMBER, all: [NUMBER, 'x'], 'url.full': `https://h/fax?to=%2B${NUMBER.slice(1)}` };
    await withSpan(`call ${NUMBER}`, { attributes }, (span) => {
      span.setAttribute('later', NUMBER).addEvent('ringing', { to: NUMBER });
      throw new Error(`no route to ${NUMBER}`);
    }).catch(() => undefined);
    const [span] = finished.getFinishedSpans();
    const said = JSON.stringify([span?.name, span?.attributes, span?.events, span?.status]);
    expect(said).toContain('no route to');
    expect(said).not.toContain('9995550123');
  });
});

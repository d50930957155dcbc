import { Metrics } from './metrics.ts';

describe('the metrics', () => {
  it('are OpenMetrics text with what an operator asks about', async () => {
    const metrics = new Metrics();
    metrics.requestHandled({ method: 'GET', route: '/fax/:faxId', status: 404, seconds: 0.02 });
    metrics.faxEnded('FaxSent');
    metrics.faxEnded('FaxFailed', 'busy');
    metrics.channels('carrier', { inUse: 3, limit: 8 });
    metrics.trunkHealth('carrier', true);
    metrics.trunkHealth('other', false);
    metrics.mediaStrays({ foreign: 5, latched: 1, faults: 0 });
    metrics.pagesConfirmed(12);
    metrics.logLag('webhooks', { events: 4, seconds: 1.5 });
    metrics.deadLetters('webhooks', 0);
    metrics.deadLetters('webhooks');
    metrics.webhookTried('retried');
    const text = await metrics.text();
    expect(metrics.contentType).toContain('application/openmetrics-text');
    expect(text.endsWith('# EOF\n')).toBe(true);
    for (const line of [
      'faxwire_http_request_duration_seconds_count{method="GET",route="/fax/:faxId",status_class="4xx"} 1',
      'faxwire_faxes_total{status="FaxSent",cause="none"} 1',
      'faxwire_faxes_total{status="FaxFailed",cause="busy"} 1',
      'faxwire_channels_in_use{trunk="carrier"} 3',
      'faxwire_channels_limit{trunk="carrier"} 8',
      'faxwire_trunk_up{trunk="carrier"} 1',
      'faxwire_trunk_up{trunk="other"} 0',
      'faxwire_media_strays_total{kind="foreign"} 5',
      'faxwire_media_strays_total{kind="latched"} 1',
      'faxwire_media_strays_total{kind="faults"} 0',
      'faxwire_pages_confirmed_total 12',
      'faxwire_log_lag_seconds{consumer="webhooks"} 1.5',
      'faxwire_dead_letters_total{consumer="webhooks"} 1',
      'faxwire_webhook_deliveries_total{outcome="retried"} 1',
    ]) expect(text.split('\n')).toContain(line);
    expect(text).toContain('process_cpu_seconds_total');
  });

  it('look gauges up at each scrape, and a source that fails spoils nothing', async () => {
    const metrics = new Metrics();
    metrics.onScrape(async () => metrics.oldestOpenFax(90));
    metrics.onScrape(() => Promise.reject(new Error('the database is away')));
    metrics.onScrape(() => { throw new Error('sooner'); });
    metrics.onScrape(() => metrics.webhookBacklog(7));
    const text = await metrics.text();
    expect(text).toContain('faxwire_open_fax_oldest_age_seconds 90');
    expect(text).toContain('faxwire_webhook_backlog 7');
  });

  it('do not wait for a source that hangs', async () => {
    const metrics = new Metrics(20);
    metrics.onScrape(() => new Promise(() => undefined));
    await expect(metrics.text()).resolves.toContain('# EOF');
  });

  it('stay countable and silent about numbers when a path comes in place of a template', async () => {
    const metrics = new Metrics();
    for (let index = 0; index < 1_000; index++) metrics.requestHandled({ method: 'GET', route: `/fax/+1999555${String(index).padStart(4, '0')}`, status: 200, seconds: 0 });
    metrics.requestHandled({ method: 'BREW', route: '/pot', status: 200, seconds: 0 });
    const text = await metrics.text();
    expect(text.split('\n').filter((line) => line.includes('duration_seconds_count')).length).toBeLessThanOrEqual(202);
    expect(text).not.toContain('9995550123');
    expect(text).not.toContain('BREW');
  });
});

import { Module, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Metrics } from '../metrics/metrics.ts';
import { runChecks } from './health-check.ts';
import { HealthModule } from './health.module.ts';

@Module({})
class AppModule {}

describe('health over HTTP', () => {
  let app: INestApplication;
  let origin: string;
  let database: () => Promise<void> = async () => undefined;
  beforeAll(async () => {
    const health = HealthModule.register({ checks: { database: () => database(), disk: async () => undefined }, metrics: new Metrics() });
    app = await NestFactory.create({ module: AppModule, imports: [health] }, new FastifyAdapter(), { logger: false });
    await app.listen(0, '127.0.0.1');
    origin = await app.getUrl();
  });
  afterAll(() => app.close());

  it('is alive and ready', async () => {
    expect((await fetch(`${origin}/livez`)).status).toBe(200);
    const ready = await fetch(`${origin}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true, checks: { database: 'ok', disk: 'ok' } }]);
  });

  it('says which check fails and nothing more, and stays alive', async () => {
    database = () => Promise.reject(new Error('password authentication failed for user faxwire'));
    const ready = await fetch(`${origin}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([503, { ready: false, checks: { database: 'failed', disk: 'ok' } }]);
    expect((await fetch(`${origin}/livez`)).status).toBe(200);
  });

  it('serves OpenMetrics', async () => {
    const response = await fetch(`${origin}/metrics`);
    expect(response.headers.get('content-type')).toContain('application/openmetrics-text');
    expect(await response.text()).toContain('# EOF');
  });
});

describe('health checks', () => {
  it('do not wait for one that hangs, and take one that throws at once as failed', async () => {
    const report = await runChecks({ hung: () => new Promise(() => undefined), thrown: () => { throw new Error('x'); }, fine: async () => undefined }, 20);
    expect(report).toEqual({ ready: false, checks: { hung: 'timeout', thrown: 'failed', fine: 'ok' } });
  });
});

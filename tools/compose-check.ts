import { tmpdir } from 'node:os';
import { ConfigurationError, loadConfiguration, type Configuration } from '@faxwire/platform';
import { addressOf, isOneShot, oursIn } from './compose-file.ts';
import type { AlertFile, ComposeFile, ComposeService, Dashboard, PrometheusFile } from './compose-file.ts';
import { portsOf, reachable } from './compose-port.ts';
import { wrong } from './compose-problem.ts';
import type { Problems } from './compose-problem.ts';

const PINNED = /^[a-z0-9./-]+:v?\d+\.\d+[\w.-]*$/;
const METRIC = /\b(?:faxwire|process|nodejs)_[a-z0-9_]+\b/g;
const HISTOGRAM_PARTS = /_(?:bucket|count|sum)$/;

export function imageProblems({ services }: ComposeFile): Problems {
  return Object.entries(services).flatMap(([name, { image }]) => wrong(!PINNED.test(image), `${name}: ${image} is not pinned to a version`));
}

/** The order of the start: who is waited for exists, can be waited for, and waits for nobody who waits for him. */
export function orderProblems({ services }: ComposeFile): Problems {
  const startsBefore = (name: string, seen: readonly string[]): Problems => {
    if (seen.includes(name)) return [`${[...seen, name].join(' -> ')} is a circle`];
    return Object.keys(services[name]?.depends_on ?? {}).flatMap((before) => startsBefore(before, [...seen, name]));
  };
  const waits = Object.entries(services).flatMap(([name, { depends_on: before = {} }]) =>
    Object.entries(before).flatMap(([awaited, { condition }]) => {
      const service = services[awaited];
      if (!service) return [`${name} waits for ${awaited}, which is not there`];
      const checked = service.healthcheck?.test !== undefined;
      return [
        ...wrong(condition === 'service_healthy' && !checked, `${name} waits for the health of ${awaited}, which has no health check`),
        ...wrong(condition === 'service_completed_successfully' && !isOneShot(service), `${name} waits for the end of ${awaited}, which is started again`),
        ...wrong(condition === 'service_started', `${name} waits for ${awaited} to begin, which says nothing`),
      ];
    }),
  );
  return [...waits, ...new Set(Object.keys(services).flatMap((name) => startsBefore(name, [])))];
}

export function volumeProblems({ services, volumes }: ComposeFile, exists: (path: string) => boolean): Problems {
  return Object.entries(services).flatMap(([name, service]) =>
    (service.volumes ?? []).flatMap((volume) => {
      const [source = ''] = volume.split(':');
      if (source.startsWith('./')) return wrong(!exists(source), `${name}: ${source} is not there`);
      return wrong(!(source in volumes), `${name}: the volume ${source} is not declared`);
    }),
  );
}

export function hardeningProblems(compose: ComposeFile): Problems {
  return oursIn(compose).flatMap(([name, service]) => [
    ...wrong(!/^[1-9]\d*:[1-9]\d*$/.test(service.user ?? ''), `${name} may run as root`),
    ...wrong(service.read_only !== true, `${name} may write to its root file system`),
    ...wrong(!service.tmpfs?.some((mount) => mount.startsWith('/tmp:')), `${name} has no /tmp`),
    ...wrong(!service.cap_drop?.includes('ALL'), `${name} keeps capabilities`),
    ...wrong(!service.security_opt?.includes('no-new-privileges:true'), `${name} may gain privileges`),
    ...wrong(!service.mem_limit, `${name} has no limit of memory`),
    ...wrong(!isOneShot(service) && !service.healthcheck?.test?.includes('infra/docker/ready.mjs'), `${name} has no health check`),
    ...wrong(isOneShot(service) && service.healthcheck?.disable !== true, `${name} ends, so nothing answers its health check`),
  ]);
}

/** The file that a service of ours runs. */
export function programOf({ command = [] }: ComposeService): string {
  return command[0] === 'node' ? (command[1] ?? '') : '';
}

export function programProblems(compose: ComposeFile, exists: (path: string) => boolean): Problems {
  return oursIn(compose).flatMap(([name, service]) => wrong(!exists(programOf(service)), `${name} runs ${programOf(service)}, which is not there`));
}

/** What a process of ours would make of its environment. @throws ConfigurationError */
export function configurationOf({ environment = {} }: ComposeService): Configuration {
  return loadConfiguration({ env: environment, cwd: tmpdir() });
}

export function configurationProblems(compose: ComposeFile): Problems {
  return oursIn(compose).flatMap(([name, service]) => {
    try {
      configurationOf(service);
      return [];
    } catch (error) {
      if (error instanceof ConfigurationError) return [`${name}: ${error.message}`];
      throw error;
    }
  });
}

type Called = 'kafka' | 'temporal' | 's3' | 'sandbox';

/** Whom a process calls; those that are not named call all of them. */
const CALLED_BY: Readonly<Record<string, readonly Called[]>> = { relay: ['kafka'], sandbox: ['sandbox'] };
const EVERYBODY: readonly Called[] = ['kafka', 'temporal', 's3', 'sandbox'];

/** A process that does not call S3 knows neither its password nor the key of what lies there. */
export function secretProblems(compose: ComposeFile): Problems {
  return oursIn(compose).flatMap(([name, { environment = {}, volumes = [] }]) => {
    if ((CALLED_BY[name] ?? EVERYBODY).includes('s3')) return [];
    return wrong('FAXWIRE_S3_SECRET_ACCESS_KEY' in environment || volumes.some((volume) => volume.startsWith('keys:')), `${name} is told secrets that it has no use for`);
  });
}

/** Whether what one service calls is where another one is. */
export function addressProblems(compose: ComposeFile): Problems {
  const { services } = compose;
  const sandbox = services['sandbox'];
  return oursIn(compose).flatMap(([name, service]) => {
    const configuration = configurationOf(service);
    const calls = (whom: Called): boolean => (CALLED_BY[name] ?? EVERYBODY).includes(whom);
    const called = [
      ...(calls('kafka') ? configuration.kafka.brokers : []),
      ...(calls('temporal') ? [configuration.temporal.address] : []),
      ...(calls('s3') ? [configuration.s3.endpoint] : []),
      service.environment?.['OTEL_EXPORTER_OTLP_ENDPOINT'] ?? '',
    ];
    return [
      ...called.flatMap((address) => wrong(!reachable(compose, address), `${name} calls ${address}, where nobody is`)),
      ...wrong(calls('sandbox') && configuration.sandbox.host !== (sandbox && addressOf(sandbox)), `${name} looks for the sandbox at ${configuration.sandbox.host}`),
      ...wrong(name === 'media' && configuration.sip.host !== addressOf(service), `${name} gives ${configuration.sip.host} as its address`),
      ...databaseProblems(compose, name, configuration),
    ];
  });
}

const OWNER = 'faxwire_owner';

function databaseProblems(compose: ComposeFile, name: string, { database }: Configuration): Problems {
  if (name === 'sandbox') return wrong(database.url !== '', 'sandbox needs no database');
  const settings = { migrate: compose.services['migrate']?.environment ?? {}, postgres: compose.services['postgres']?.environment ?? {} };
  const role = name === 'migrate' ? OWNER : `faxwire_${name}`;
  const password = name === 'migrate' ? settings.postgres['OWNER_PASSWORD'] : settings.migrate[`PASSWORD_${role.toUpperCase()}`];
  const url = new URL(database.url);
  return [
    ...wrong(!reachable(compose, database.url), `${name}: no database at ${url.host}`),
    ...wrong(url.username !== role, `${name} is not ${role} in the database`),
    ...wrong(url.password !== password, `${name} has another password than ${role} gets`),
  ];
}

/** SIGKILL must not come before the grace that a process was given. */
export function graceProblems(compose: ComposeFile): Problems {
  return oursIn(compose).flatMap(([name, service]) => {
    if (isOneShot(service) || name === 'sandbox' || name === 'relay') return [];
    const seconds = Number((service.stop_grace_period ?? '10s').replace(/s$/, ''));
    return wrong(!(seconds > configurationOf(service).shutdown.graceSeconds), `${name} is killed after ${seconds} s, within its grace`);
  });
}

export function subnetProblems({ services, networks }: ComposeFile): Problems {
  const subnets = Object.values(networks).flatMap(({ ipam }) => ipam.config.map(({ subnet }) => subnet.replace(/\.0\/24$/, '.')));
  const fixed = Object.entries(services).flatMap(([name, service]) => (addressOf(service) ? [{ name, address: addressOf(service) ?? '' }] : []));
  const twice = fixed.filter(({ address }, index) => fixed.findIndex((other) => other.address === address) < index);
  return [
    ...fixed.flatMap(({ name, address }) => wrong(!subnets.some((subnet) => address.startsWith(subnet)), `${name}: ${address} is in no network`)),
    ...twice.map(({ name, address }) => `${name}: ${address} is taken`),
  ];
}

/** Every process of ours is scraped where it answers, and nothing else is. */
export function targetProblems(compose: ComposeFile, { scrape_configs: jobs }: PrometheusFile): Problems {
  const targets = jobs.flatMap(({ static_configs: configs }) => configs.flatMap((config) => config.targets));
  const expected = oursIn(compose).filter(([, service]) => !isOneShot(service)).map(([name, service]) => `${name}:${portsOf(name, service)[0]}`);
  return [
    ...expected.filter((target) => !targets.includes(target)).map((target) => `${target} is not scraped`),
    ...targets.filter((target) => !reachable(compose, target)).map((target) => `${target} is scraped, and nobody is there`),
  ];
}

/** Names in expressions that no process exposes. */
export function metricProblems(expressions: readonly string[], known: ReadonlySet<string>): Problems {
  const used = new Set(expressions.flatMap((expression) => expression.match(METRIC) ?? []));
  return [...used].filter((name) => !known.has(name) && !known.has(name.replace(HISTOGRAM_PARTS, ''))).map((name) => `${name} is no metric of ours`);
}

export function expressionsOf(alerts: AlertFile, dashboard: Dashboard): readonly string[] {
  const rules = alerts.groups.flatMap((group) => group.rules.map(({ expr }) => expr));
  return [...rules, ...dashboard.panels.flatMap((panel) => panel.targets.map(({ expr }) => expr))];
}

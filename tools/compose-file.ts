import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/dist\/$/, '');

export interface ComposeService {
  readonly image: string;
  readonly build?: object;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly networks?: readonly string[] | Readonly<Record<string, { readonly ipv4_address?: string }>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly restart?: string;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly tmpfs?: readonly string[];
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly mem_limit?: string;
  readonly stop_grace_period?: string;
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly networks: Readonly<Record<string, { readonly ipam: { readonly config: readonly { readonly subnet: string }[] } }>>;
  readonly volumes: Readonly<Record<string, object>>;
}

export interface PrometheusFile {
  readonly rule_files: readonly string[];
  readonly scrape_configs: readonly { readonly job_name: string; readonly static_configs: readonly { readonly targets: readonly string[] }[] }[];
}

export interface CollectorFile {
  readonly receivers: { readonly otlp: { readonly protocols: { readonly http: { readonly endpoint: string } } } };
  readonly service: {
    readonly pipelines: { readonly traces: { readonly receivers: readonly string[] } };
    readonly telemetry: {
      readonly metrics: { readonly readers: readonly { readonly pull: { readonly exporter: { readonly prometheus: { readonly host: string; readonly port: number } } } }[] };
    };
  };
}

export interface DataSourceFile {
  readonly datasources: readonly { readonly name: string; readonly url: string }[];
}

export interface AlertFile {
  readonly groups: readonly { readonly rules: readonly { readonly alert: string; readonly expr: string }[] }[];
}

export interface Dashboard {
  readonly panels: readonly { readonly title: string; readonly targets: readonly { readonly expr: string }[] }[];
}

/** By a process of infra/local, which has the parser. */
export function readYaml<Content>(path: string): Content {
  const program = join(ROOT, 'infra/local/dist/yaml-to-json.js');
  return JSON.parse(execFileSync(process.execPath, [program, join(ROOT, path)], { encoding: 'utf8' })) as Content;
}

export function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** Our own services; the others are engines and what watches. */
export function oursIn({ services }: ComposeFile): readonly (readonly [string, ComposeService])[] {
  return Object.entries(services).filter(([, { image }]) => image.startsWith('faxwire:'));
}

/** One that runs to its end before others start. */
export function isOneShot({ restart }: ComposeService): boolean {
  return restart === undefined || restart === 'no';
}

export function addressOf({ networks }: ComposeService): string | undefined {
  return networks === undefined || Array.isArray(networks) ? undefined : Object.values(networks as Record<string, { readonly ipv4_address?: string }>)[0]?.ipv4_address;
}

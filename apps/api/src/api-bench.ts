import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FilesDocumentStore, inspect } from '@faxwire/documents';
import { EventLog, FaxLog, eventLogEntities, eventLogMigrations, openDatabase, type Database } from '@faxwire/event-log';
import {
  ApiKeys, Tenants, WebhookEndpoints, checkWebhookUrl, tenancyEntities, tenancyMigrations, type KeyMode, type Tenant,
} from '@faxwire/tenancy';
import { temporaryDatabase } from '@faxwire/testing';
import type { ApiConfig, ApiDependencies, RequestFigures } from './api-dependencies.ts';
import { createApi } from './create-api.ts';

/** The front door on real parts, listening on loopback, with a client. */
export interface ApiBench {
  readonly app: NestFastifyApplication;
  readonly url: string;
  readonly database: Database;
  readonly faxLog: FaxLog;
  readonly endpoints: WebhookEndpoints;
  readonly tenant: Tenant;
  readonly key: string;
  readonly store: FilesDocumentStore;
  readonly nudged: string[];
  readonly faults: unknown[];
  readonly real: ApiDependencies;
  readonly observed: RequestFigures[];
  keyOf(tenant: Tenant, mode?: KeyMode): Promise<string>;
  otherTenant(): Promise<Tenant>;
  fetch(path: string, init?: RequestInit & { readonly key?: string }): Promise<Response>;
  /** Files that uploads have left. */
  leftovers(): Promise<string[]>;
  close(): Promise<void>;
}

export interface BenchOptions {
  readonly config?: Partial<ApiConfig>;
  /** Told of every route that the server has. */
  readonly onRoute?: (method: string, path: string) => void;
  /** How the database is reached. */
  readonly through?: (url: string) => Promise<string>;
  /** Replaces parts, each knowing the real ones. */
  readonly parts?: (real: ApiDependencies) => Partial<ApiDependencies>;
}

export async function openBench({ config = {}, through = async (url) => url, onRoute, parts = () => ({}) }: BenchOptions = {}): Promise<ApiBench> {
  const temporary = await temporaryDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'faxwire-api-'));
  const database = await openDatabase({
    url: await through(temporary.url), entities: [...eventLogEntities, ...tenancyEntities], migrations: [...eventLogMigrations, ...tenancyMigrations],
  });
  const masterKey = randomBytes(32);
  const store = new FilesDocumentStore({ folder: join(dataDir, 'documents'), masterKey });
  const tenants = new Tenants(database.dataSource);
  const apiKeys = new ApiKeys(database.dataSource);
  const endpoints = new WebhookEndpoints(database.dataSource, masterKey);
  const faxLog = new FaxLog({ database, now: Date.now });
  const [nudged, faults, observed]: [string[], unknown[], RequestFigures[]] = [[], [], []];
  const real: ApiDependencies = {
    config: { dataDir, ...config }, faxLog, hints: new EventLog(database), apiKeys, webhookEndpoints: endpoints,
    documents: { inspect, put: (tenantId, source) => store.put(tenantId, source) },
    checkWebhookUrl: (url) => checkWebhookUrl(url, { allowLoopback: false }),
    nudge: (faxId) => void nudged.push(faxId),
    observeRequest: (figures) => void observed.push(figures),
    onFault: (error) => void faults.push(error),
  };
  const app = await createApi({ ...real, ...parts(real) }, { ...(onRoute && { onRoute }) });
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const tenant = await tenants.createTenant({ name: 'Clinic' });
  const keyOf = async ({ id }: Tenant, mode: KeyMode = 'test') => (await apiKeys.createKey(id, mode)).key;
  const key = await keyOf(tenant);
  return {
    app, url, database, faxLog, endpoints, tenant, key, store, nudged, faults, real, observed, keyOf,
    otherTenant: () => tenants.createTenant({ name: 'Other' }),
    fetch: (path, { key: by = key, headers, ...init } = {}) => fetch(url + path, { ...init, headers: { authorization: `Bearer ${by}`, ...headers } }),
    leftovers: () => readdir(join(dataDir, 'uploads')),
    async close() {
      await app.close();
      await database.close();
      await temporary.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A form with its parts in the order given. */
export function form(parts: Readonly<Record<string, string | Blob>>): FormData {
  const made = new FormData();
  for (const [name, value] of Object.entries(parts)) made.append(name, value);
  return made;
}

export const page = (text = 'Dear Dr. Miller, please find enclosed.'): Blob => new Blob([text]);

import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROLES, openDatabase, type Role } from '@faxwire/event-log';
import { loadConfiguration } from '@faxwire/platform';
import { ApiKeys, Tenants } from '@faxwire/tenancy';
import { readCredentials, writeCredentials, type Credentials } from '../credentials.ts';
import { developmentNumber } from '../development-number.ts';
import { prepare, type Say } from '../preparation.ts';
import { SCHEMA } from '../schema.ts';
import type { AppName } from './app-process.ts';
import { engineEnvironment, type EngineAddresses } from './engine-environment.ts';
import { Fleet, type FleetOptions } from './fleet.ts';

const SECRET_BYTES = 18;

/** Addresses of engines that run, the database as its owner. */
export interface Engines extends EngineAddresses {
  readonly postgres: { readonly url: string };
}

export interface StageOptions {
  readonly engines: Engines;
  readonly dataDir: string;
  readonly say?: Say;
  /** Variables of all processes. */
  readonly env?: Readonly<Record<string, string>>;
  readonly fleet?: Pick<FleetOptions, 'count' | 'envOf' | 'port' | 'graceSeconds'>;
}

/** Prepared engines, a tenant with a key, and the processes laid out on them. */
export interface Stage {
  readonly fleet: Fleet;
  readonly credentials: Credentials;
  /** The database as its owner. */
  readonly ownerUrl: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Roles for local use: no role of `sandbox`, which has no database. */
const ROLE_OF: Partial<Record<AppName, Role>> = {
  api: 'faxwire_api', lifecycle: 'faxwire_lifecycle', media: 'faxwire_media', webhooks: 'faxwire_webhooks', relay: 'faxwire_relay',
};

/** Test faxes alone, to the sandbox on loopback: webhooks may go to loopback too. */
const LOCAL = { FAXWIRE_WEBHOOKS_ALLOW_LOOPBACK: 'always', FAXWIRE_DATABASE_POOL_SIZE: '10' };

export async function prepareStage({ engines, dataDir, say = () => undefined, env = {}, fleet: wanted }: StageOptions): Promise<Stage> {
  await mkdir(dataDir, { recursive: true });
  const masterKeyFile = join(dataDir, 'master.key');
  const shared = { ...LOCAL, ...engineEnvironment(engines), ...env };
  const ownerUrl = engines.postgres.url;
  const configuration = loadConfiguration({ env: { ...shared, FAXWIRE_DATA_DIR: dataDir, FAXWIRE_DATABASE_URL: ownerUrl, FAXWIRE_DOCUMENTS_MASTER_KEY_FILE: masterKeyFile }, cwd: dataDir });
  const passwords = await passwordsIn(dataDir);
  await prepare(configuration, passwords, say);
  const fleet = await Fleet.plan({ ...wanted, dataDir, masterKeyFile, env: shared, databaseUrlOf: (app) => urlAs(ownerUrl, ROLE_OF[app], passwords) });
  const credentials = await settle(dataDir, ownerUrl, fleet);
  return { fleet, credentials, ownerUrl, env: shared };
}

/** Made once for a folder; the next start sets the same again. */
async function passwordsIn(dataDir: string): Promise<Record<Role, string>> {
  const file = join(dataDir, 'passwords.json');
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Record<Role, string>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const made = Object.fromEntries(ROLES.map((role) => [role, randomBytes(SECRET_BYTES).toString('hex')])) as Record<Role, string>;
  await writeFile(file, JSON.stringify(made), { mode: 0o600 });
  return made;
}

function urlAs(ownerUrl: string, role: Role | undefined, passwords: Readonly<Record<Role, string>>): string {
  const url = new URL(ownerUrl);
  if (role) {
    url.username = role;
    url.password = passwords[role];
  }
  return url.href;
}

/** A development tenant with a test key, made once for a folder. */
async function settle(dataDir: string, ownerUrl: string, { baseUrl, sandboxUrl }: Fleet): Promise<Credentials> {
  const database = await openDatabase({ url: ownerUrl, poolSize: 2, entities: SCHEMA.entities, migrations: [], migrate: false });
  try {
    const keys = new ApiKeys(database.dataSource, Date.now);
    const known = await readCredentials(dataDir);
    const valid = known && (await keys.authenticate(known.apiKey)) ? known : undefined;
    const { tenantId, apiKey } = valid ?? (await newTenant(new Tenants(database.dataSource, Date.now), keys));
    const number = await developmentNumber(database.dataSource, tenantId, Date.now);
    const credentials = { baseUrl, sandboxUrl, tenantId, apiKey, ...(number && { number }) };
    await writeCredentials(dataDir, credentials);
    return credentials;
  } finally {
    await database.close();
  }
}

async function newTenant(tenants: Tenants, keys: ApiKeys): Promise<{ tenantId: string; apiKey: string }> {
  const { id: tenantId } = await tenants.createTenant({ name: 'Development', defaultCountry: 'US' });
  return { tenantId, apiKey: (await keys.createKey(tenantId, 'test', 'development')).key };
}

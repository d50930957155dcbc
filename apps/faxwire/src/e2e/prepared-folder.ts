import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfiguration, type Configuration } from '@faxwire/platform';
import { ClosingStack } from '@faxwire/runtime';
import { temporaryDatabase } from '@faxwire/testing';
import { writeCredentials } from '../credentials.ts';
import { openGround } from '../house.ts';

export interface PreparedFolder {
  readonly dataDir: string;
  readonly databaseUrl: string;
  /** What a process needs to run on it. */
  readonly env: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

/** A data folder with credentials, on a database of the test run's server: a start on it is not a first start, and sends no sample. */
export async function prepareFolder(): Promise<PreparedFolder> {
  const database = await temporaryDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'faxwire-e2e-'));
  await moveIn(configurationFor(dataDir, database.url));
  return {
    dataDir,
    databaseUrl: database.url,
    env: { FAXWIRE_DATABASE_URL: database.url, FAXWIRE_DATABASE_POOL_SIZE: '10', FAXWIRE_WEBHOOKS_ALLOW_LOOPBACK: 'always' },
    remove: async () => {
      await rm(dataDir, { recursive: true, force: true });
      await database.drop();
    },
  };
}

export function configurationFor(dataDir: string, databaseUrl: string): Configuration {
  const env = { FAXWIRE_DATA_DIR: dataDir, FAXWIRE_DATABASE_URL: databaseUrl, FAXWIRE_PORT: '0', FAXWIRE_LOG_LEVEL: 'silent' };
  return loadConfiguration({ env, cwd: dataDir });
}

async function moveIn(configuration: Configuration): Promise<void> {
  const { dataDir } = configuration;
  const closing = new ClosingStack((error) => {
    throw error;
  });
  try {
    const { tenants, apiKeys } = await openGround(configuration, dataDir, closing);
    const { id: tenantId } = await tenants.createTenant({ name: 'Test', defaultCountry: 'US' });
    const { key: apiKey } = await apiKeys.createKey(tenantId, 'test', 'test');
    // The address is written anew by every start.
    await writeCredentials(dataDir, { baseUrl: '', tenantId, apiKey });
  } finally {
    await closing.close();
  }
}

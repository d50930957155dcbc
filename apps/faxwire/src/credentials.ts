import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a client needs to use this Faxwire: made for the development tenant at the first start. */
export interface Credentials {
  readonly baseUrl: string;
  /** Where the sandbox shows what it received, if not under baseUrl. */
  readonly sandboxUrl?: string;
  readonly tenantId: string;
  /** A test key: its faxes go to the sandbox carrier only. */
  readonly apiKey: string;
  /** The tenant's number, E.164: the sandbox's caller faxes to it. */
  readonly number?: string;
  /** A live key, where there are trunks: its faxes are really dialled. */
  readonly liveApiKey?: string;
}

const pathIn = (dataDir: string): string => join(dataDir, 'credentials.json');

export async function readCredentials(dataDir: string): Promise<Credentials | undefined> {
  try {
    return JSON.parse(await readFile(pathIn(dataDir), 'utf8')) as Credentials;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whole or not at all, and readable by its owner only. */
export async function writeCredentials(dataDir: string, credentials: Credentials): Promise<void> {
  const path = pathIn(dataDir);
  await writeFile(`${path}.part`, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
  await rename(`${path}.part`, path);
}

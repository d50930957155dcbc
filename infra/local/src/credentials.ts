import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Credentials {
  readonly postgresPassword: string;
  readonly s3AccessKeyId: string;
  readonly s3SecretAccessKey: string;
}

const SECRET_BYTES = 18;

/** Made once for a data folder, because PostgreSQL keeps the password that it was made with. */
export async function credentialsOf(dataDir: string): Promise<Credentials> {
  await mkdir(dataDir, { recursive: true });
  const file = join(dataDir, 'credentials.json');
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Credentials;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const secret = () => randomBytes(SECRET_BYTES).toString('hex');
  const made: Credentials = { postgresPassword: secret(), s3AccessKeyId: 'faxwire', s3SecretAccessKey: secret() };
  await writeFile(file, JSON.stringify(made), { mode: 0o600, flag: 'wx' });
  return made;
}

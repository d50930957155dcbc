import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfiguration, type Configuration } from '@faxwire/platform';

/** Others may pass through: under root the embedded PostgreSQL runs as another user. */
const FOLDER_MODE = 0o711;

/** One tenant alone asks here, as fast as it can. */
const UNLIMITED = {
  FAXWIRE_ACCESS_REQUESTS_PER_SECOND: '100000', FAXWIRE_ACCESS_KEY_REQUESTS_PER_SECOND: '100000', FAXWIRE_ACCESS_SUBMISSIONS_PER_SECOND: '100000',
};

/**
 * Gives the work a data folder of its own and a configuration as a new user has it, on free ports.
 * @param changes environment variables that differ from that
 */
export async function withBenchFolder<Result>(
  work: (configuration: Configuration) => Promise<Result>, changes: Readonly<Record<string, string>> = {},
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'faxwire-bench-'));
  await chmod(folder, FOLDER_MODE);
  try {
    const env = { FAXWIRE_DATA_DIR: join(folder, 'data'), FAXWIRE_PORT: '0', FAXWIRE_LOG_LEVEL: 'error', ...UNLIMITED, ...changes };
    return await work(loadConfiguration({ env, cwd: folder }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

import { join } from 'node:path';
import { emptyScratch } from '@faxwire/lifecycle';

/** An empty folder for the plain pages and documents that one process works on; its own, so that nobody else empties it. */
export async function openScratch(dataDir: string, service: string): Promise<string> {
  const folder = join(dataDir, 'scratch', service);
  await emptyScratch(folder);
  return folder;
}

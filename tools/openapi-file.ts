import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the code describes today. */
export const CURRENT = 'docs/openapi.json';
/** What clients were last told: `npm run docs -- --release` makes it the current one. */
export const RELEASED = 'docs/openapi-released.json';

/** The client's types and routes, generated. */
export const CLIENT_TYPES = 'libs/client/src/generated/api-types.ts';
export const CLIENT_ROUTES = 'libs/client/src/generated/route.ts';

/** For tools that send requests by hand. */
export const COLLECTION = 'docs/faxwire.postman_collection.json';

/** Writes the file anew where it is another. Returns whether it was. */
export async function refreshFile(root: string, path: string, text: string): Promise<boolean> {
  const file = join(root, path);
  if ((await readFile(file, 'utf8').catch(() => '')) === text) return false;
  await writeFile(file, text);
  return true;
}

/** The root of the repository, as seen from the sources of the tools. */
export const SOURCE_ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The root of the repository, whether this file is the source or built, in `tools/dist`. */
export function repositoryRoot(): string {
  return import.meta.url.includes('/dist/') ? join(SOURCE_ROOT, '..') : SOURCE_ROOT;
}

// Writes the tables of the documentation anew from the code: `npm run docs`.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDocuments } from './docs-file.ts';
import { TABLES } from './docs-table.ts';

// Built, this file lies in tools/dist.
const root = fileURLToPath(new URL('../..', import.meta.url));

for (const { path, written, generated } of await readDocuments(root, TABLES)) {
  if (written === generated) continue;
  await writeFile(join(root, path), generated);
  process.stdout.write(`${path} was written anew\n`);
}

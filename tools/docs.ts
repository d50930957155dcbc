// Writes the tables of the documentation anew from the code: `npm run docs`.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asyncApiJson } from '@faxwire/contracts';
import { readDocuments } from './docs-file.ts';
import { TABLES } from './docs-table.ts';

// Built, this file lies in tools/dist.
const root = fileURLToPath(new URL('../..', import.meta.url));

const events = asyncApiJson();
const eventsPath = join(root, 'docs/asyncapi.json');
if ((await readFile(eventsPath, 'utf8').catch(() => '')) !== events) {
  await writeFile(eventsPath, events);
  process.stdout.write('docs/asyncapi.json was written anew\n');
}
for (const { path, written, generated } of await readDocuments(root, TABLES)) {
  if (written === generated) continue;
  await writeFile(join(root, path), generated);
  process.stdout.write(`${path} was written anew\n`);
}

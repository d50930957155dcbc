// Writes what of the documentation is made from the code anew: `npm run docs`. With `--release`, the API description is stored as
// the version that later ones may not break.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { apiDocument, apiDocumentJson } from '@faxwire/api-app';
import { asyncApiJson } from '@faxwire/contracts';
import { clientRoutes, clientTypes } from './client-source.ts';
import { readDocuments } from './docs-file.ts';
import { TABLES } from './docs-table.ts';
import { CLIENT_ROUTES, CLIENT_TYPES, COLLECTION, CURRENT, RELEASED, refreshFile } from './openapi-file.ts';
import { requestCollection } from './request-collection.ts';

// Built, this file lies in tools/dist.
const root = fileURLToPath(new URL('../..', import.meta.url));

const described = apiDocumentJson();
const files = {
  'docs/asyncapi.json': asyncApiJson(), [CURRENT]: described, ...(process.argv.includes('--release') && { [RELEASED]: described }),
  [CLIENT_TYPES]: await clientTypes(apiDocument()), [CLIENT_ROUTES]: clientRoutes(apiDocument()),
  [COLLECTION]: requestCollection(apiDocument()),
};
for (const [path, text] of Object.entries(files)) {
  if (await refreshFile(root, path, text)) process.stdout.write(`${path} was written anew\n`);
}
for (const { path, written, generated } of await readDocuments(root, TABLES)) {
  if (written === generated) continue;
  await writeFile(join(root, path), generated);
  process.stdout.write(`${path} was written anew\n`);
}

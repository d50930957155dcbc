import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { apiDocument, operationsOf } from '@faxwire/api-app';
import { SOURCE_ROOT } from './openapi-file.ts';

const ids = operationsOf(apiDocument()).map(({ operation }) => operation.operationId);
const files = await readdir(join(SOURCE_ROOT, 'docs/examples'));

describe('the examples of docs/faxid-api.md', () => {
  it('are there for every operation, for the shell and in TypeScript', () => {
    expect(ids.flatMap((id) => [`${id}.sh`, `${id}.ts`]).filter((name) => !files.includes(name))).toEqual([]);
  });

  it('are of operations that there are', () => {
    expect(files.filter((name) => !ids.includes(name.replace(/\.(sh|ts)$/, '')))).toEqual([]);
  });
});

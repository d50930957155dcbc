import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { apiDocument } from '@faxwire/api-app';
import { clientRoutes, clientTypes } from './client-source.ts';
import { CLIENT_ROUTES, CLIENT_TYPES, SOURCE_ROOT } from './openapi-file.ts';

const stored = async (path: string): Promise<string> => readFile(join(SOURCE_ROOT, path), 'utf8');

describe('the generated part of the client', () => {
  it('has the types of the API as it is; `npm run docs` writes them anew', async () => {
    expect((await stored(CLIENT_TYPES)) === (await clientTypes(apiDocument()))).toBe(true);
  });

  it('has the routes of the API as they are', async () => {
    expect(await stored(CLIENT_ROUTES)).toBe(clientRoutes(apiDocument()));
  });

  it('is another for another API', async () => {
    const document = apiDocument();
    const { '/fax': _fax, ...paths } = document.paths;
    const narrower = { ...document, paths };
    expect((await stored(CLIENT_TYPES)) === (await clientTypes(narrower))).toBe(false);
    expect(clientRoutes(narrower)).not.toContain('sendFax');
  });

  it('takes a file where the API takes bytes', async () => {
    expect(await clientTypes(apiDocument())).toMatch(/document\??: Blob/);
  });
});

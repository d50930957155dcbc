import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { apiDocument, operationsOf } from '@faxwire/api-app';
import { COLLECTION, SOURCE_ROOT } from './openapi-file.ts';
import { requestCollection } from './request-collection.ts';

type Parsed = ReturnType<typeof JSON.parse>;

const collection: Parsed = JSON.parse(requestCollection(apiDocument()));
const requests: Parsed[] = collection.item.flatMap((folder: Parsed) => folder.item);
const named = (name: string): Parsed => requests.find((each) => each.name === name)?.request;

describe('the collection of requests', () => {
  it('is written as the API is; `npm run docs` writes it anew', async () => {
    expect(await readFile(join(SOURCE_ROOT, COLLECTION), 'utf8')).toBe(requestCollection(apiDocument()));
  });

  it('has every operation once, where it is', () => {
    const places = requests.map(({ name, request }) => `${request.method.toLowerCase()} ${name}`);
    const described = operationsOf(apiDocument()).map(({ method, operation }) => `${method} ${operation.summary}`);
    expect(places.sort()).toEqual(described.sort());
  });

  it('asks with the key of whoever uses it, but where none is needed', () => {
    expect(collection.auth.bearer[0].value).toBe('{{FAXWIRE_KEY}}');
    expect(named('This description').auth).toEqual({ type: 'noauth' });
    expect(named('Get fax details').auth).toBeUndefined();
  });

  it('has a file where a document goes, JSON where that is taken, and a value for each part of the path', () => {
    expect(named('Send a fax').body.formdata).toContainEqual({ key: 'document', type: 'file', src: 'letter.pdf' });
    expect(JSON.parse(named('Create webhook endpoint').body.raw)).toHaveProperty('url');
    for (const { request } of requests) {
      const wanted = request.url.path.filter((part: string) => part.startsWith(':')).map((part: string) => part.slice(1));
      expect(request.url.variable.map(({ key }: Parsed) => key)).toEqual(wanted);
    }
  });
});

import { Validator } from '@seriousme/openapi-schema-validator';
import { apiDocumentJson } from './api-document.ts';

type Parsed = ReturnType<typeof JSON.parse>;

const verdict = async (document: Parsed) => new Validator().validate(document);

describe('the API description', () => {
  it('is OpenAPI 3.1 by the official schema', async () => {
    expect(await verdict(JSON.parse(apiDocumentJson()))).toEqual({ valid: true });
  });

  it.each<[string, (broken: Parsed) => void]>([
    ['had no title', (broken) => delete broken.info.title],
    ['had a parameter that is nowhere', (broken) => (broken.paths['/fax/{faxId}'].get.parameters[0].in = 'somewhere')],
    ['had an answer without a description', (broken) => delete broken.paths['/fax'].post.responses['202'].description],
  ])('would not be if it %s', async (_how, breakIt) => {
    const broken = JSON.parse(apiDocumentJson());
    breakIt(broken);
    expect((await verdict(broken)).valid).toBe(false);
  });

  it('names every operation once, and the tag of each', () => {
    const document = JSON.parse(apiDocumentJson());
    const operations: Parsed[] = Object.values(document.paths).flatMap((methods) => Object.values(methods as object));
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    const tags = new Set(document.tags.map(({ name }: Parsed) => name));
    expect(operations.filter((operation) => operation.tags.length !== 1 || !tags.has(operation.tags[0]))).toEqual([]);
  });
});

import * as z from 'zod';
import { ALL_OPERATIONS } from '../../operations.ts';
import { DocumentSchemas } from '../answer/document-schemas.ts';
import { apiDocument } from '../api-document.ts';
import { operationsOf, type DescribedContent } from '../document-shape.ts';
import { OPERATION_EXAMPLES } from './operation-example.ts';

const document = apiDocument();
const schemas = new DocumentSchemas(document);
const operations = operationsOf(document);

/** Each example of a request or answer with where its schema is. */
function* examples(): Generator<{ at: readonly string[]; value: unknown }> {
  for (const { path, method, operation } of operations) {
    const at = ['paths', path, method];
    if (operation.requestBody) yield* contents([...at, 'requestBody', 'content'], operation.requestBody.content);
    for (const [status, { content }] of Object.entries(operation.responses)) yield* contents([...at, 'responses', status, 'content'], content ?? {});
    for (const [index, { example }] of (operation.parameters ?? []).entries()) yield { at: [...at, 'parameters', String(index), 'schema'], value: example };
  }
}

function* contents(at: readonly string[], content: Readonly<Record<string, DescribedContent>>): Generator<{ at: readonly string[]; value: unknown }> {
  for (const [type, { example, examples: several }] of Object.entries(content)) {
    const values = several ? Object.values(several).map(({ value }) => value) : [example];
    for (const value of values) yield { at: [...at, type, 'schema'], value };
  }
}

const wrong = (value: unknown, at: readonly string[]) => schemas.problems(at, value).map((problem) => `${at.join(' ')}: ${problem}`);

describe('the examples of the API description', () => {
  it('are there for every parameter, request and answer, and fit its schema', () => {
    const all = [...examples()];
    expect(all.filter(({ value }) => value === undefined).map(({ at }) => at.join(' '))).toEqual([]);
    expect(all.flatMap(({ at, value }) => wrong(value, at))).toEqual([]);
    expect(all.length).toBeGreaterThan(100);
  });

  it('are seen where one does not fit', () => {
    expect(wrong({ attempts: [] }, ['paths', '/fax/{faxId}/attempts', 'get', 'responses', '200', 'content', 'application/json', 'schema'])).toHaveLength(1);
  });

  it('fit what the server really takes, which is narrower than a schema can say', () => {
    const refused = operations.flatMap(({ operation: { operationId, requestBody } }) => {
      const body = ALL_OPERATIONS.find((each) => each.operationId === operationId)?.body;
      const result = body?.schema.safeParse(Object.values(requestBody?.content ?? {})[0]?.example);
      return result && !result.success ? [`${operationId}: ${z.prettifyError(result.error)}`] : [];
    });
    expect(refused).toEqual([]);
  });

  it('have one for each code of an error', () => {
    for (const { operation } of operations) {
      for (const answer of Object.values(operation.responses)) {
        const named = Object.values(answer.content ?? {}).flatMap(({ examples: several = {} }) => Object.keys(several));
        expect(named).toEqual(answer['x-faxwire-codes'] ?? []);
      }
    }
  });

  it('are of operations that there are', () => {
    const ids = new Set(operations.map(({ operation }) => operation.operationId));
    expect(Object.keys(OPERATION_EXAMPLES).filter((id) => !ids.has(id))).toEqual([]);
  });
});

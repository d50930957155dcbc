import { PROBLEM_MEDIA_TYPE, isErrorCode, problemOf } from '@faxwire/contracts';
import type {
  ApiDocument, Components, DescribedAnswer, DescribedContent, DescribedOperation, DescribedParameter, NamedExample,
} from '../document-shape.ts';
import { EXAMPLE_REQUEST_ID } from './known-value.ts';
import { OPERATION_EXAMPLES, type OperationExample } from './operation-example.ts';
import { schemaExample } from './schema-example.ts';

/** The same document with an example for every parameter, request and answer, and one for every error code. */
export function withExamples(document: ApiDocument): ApiDocument {
  const { components: { schemas } } = document;
  const paths = mapped(document.paths, (methods) => mapped(methods, (operation) => operationWithExamples(operation, schemas)));
  return { ...document, paths };
}

function operationWithExamples(operation: DescribedOperation, components: Components): DescribedOperation {
  const given = OPERATION_EXAMPLES[operation.operationId] ?? {};
  const { parameters, requestBody, responses } = operation;
  return {
    ...operation,
    ...(parameters && { parameters: parameters.map((parameter) => withParameterExample(parameter, given, components)) }),
    ...(requestBody && { requestBody: { ...requestBody, content: contentsWith(requestBody.content, given.request, components) } }),
    responses: mapped(responses, (answer, status) => answerWithExamples(answer, given.answers?.[status], components)),
  };
}

function withParameterExample(parameter: DescribedParameter, { parameters = {} }: OperationExample, components: Components): DescribedParameter {
  const { name, schema } = parameter;
  return { ...parameter, example: parameters[name] ?? schemaExample(schema, { name, components }) };
}

function answerWithExamples(answer: DescribedAnswer, given: unknown, components: Components): DescribedAnswer {
  const { content, 'x-faxwire-codes': codes } = answer;
  if (!content) return answer;
  if (!codes) return { ...answer, content: contentsWith(content, given, components) };
  const others = contentsWith(content, given, components);
  return { ...answer, content: mapped(content, (each, type) => (type === PROBLEM_MEDIA_TYPE ? { ...each, examples: problemExamples(codes) } : (others[type] ?? each))) };
}

function contentsWith(content: Readonly<Record<string, DescribedContent>>, given: unknown, components: Components): Record<string, DescribedContent> {
  return mapped(content, (each) => ({ ...each, example: given ?? schemaExample(each.schema ?? {}, { components }) }));
}

function problemExamples(codes: readonly string[]): Record<string, NamedExample> {
  const known = codes.filter(isErrorCode);
  return Object.fromEntries(known.map((code) => [code, { value: problemOf(code, { requestId: EXAMPLE_REQUEST_ID }) }]));
}

function mapped<From, To>(record: Readonly<Record<string, From>>, change: (value: From, name: string) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value, name)]));
}

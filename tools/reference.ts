import { apiDocument, operationsOf, type DescribedAnswer, type DescribedOperation, type PlacedOperation } from '@faxwire/api-app';
import { errorDefinition, isErrorCode } from '@faxwire/contracts';
import { code, table } from './markdown-table.ts';
import { exampleBlocks } from './reference-example.ts';
import { fieldsTable, noteOf, typeText } from './reference-field.ts';

/** Every operation with its request, its answers, its errors and its examples. */
export function operationsReference(): string {
  const document = apiDocument();
  const operations = operationsOf(document);
  const shared = sharedErrors(operations);
  const parts = document.tags.map(({ name, description }) => {
    const own = operations.filter(({ operation }) => operation.tags?.includes(name));
    return [`## ${name}`, description, ...own.map((placed) => operationText(placed, shared))].join('\n\n');
  });
  return [...parts, '## Errors of every operation', errorRows([...shared].sort())].join('\n\n');
}

/** Every object that a request or an answer has. */
export function objectsReference(): string {
  const { schemas } = apiDocument().components;
  return Object.entries(schemas).sort(([one], [other]) => one.localeCompare(other)).map(([name, schema]) => [`### ${name}`, fieldsTable(schema)].join('\n\n').trim()).join('\n\n');
}

/** What an operation can answer whatever it is for. */
function sharedErrors(operations: readonly PlacedOperation[]): ReadonlySet<string> {
  const closed = operations.filter(({ operation }) => operation.security?.length !== 0).map(({ operation }) => errorsOf(operation));
  return new Set((closed[0] ?? []).filter((error) => closed.every((errors) => errors.includes(error))));
}

function errorsOf({ responses }: DescribedOperation): string[] {
  return Object.values(responses).flatMap((answer) => answer['x-faxwire-codes'] ?? []);
}

function operationText({ path, method, operation }: PlacedOperation, shared: ReadonlySet<string>): string {
  const { operationId, summary, description, security, 'x-faxwire-scope': scope } = operation;
  const access = security?.length === 0 ? 'Needs no key.' : scope === undefined ? '' : `Scope ${code(scope)}.`;
  const own = errorsOf(operation).filter((error) => !shared.has(error));
  return [
    `### ${summary}`,
    [`**${code(`${method.toUpperCase()} ${path}`)}**, in the client ${code(operationId)}.`, access].join(' ').trim(),
    description ?? '', parametersText(operation), bodyText(operation), answersText(operation),
    own.length === 0 ? '' : `Errors of its own:\n\n${errorRows(own)}`, exampleBlocks(operationId),
  ].filter((part) => part !== '').join('\n\n');
}

function parametersText({ parameters = [] }: DescribedOperation): string {
  if (parameters.length === 0) return '';
  const rows = parameters.map(({ name, in: where, required, schema }) => [code(name), where, required ? 'required' : '', typeText(schema), noteOf(schema)]);
  return table(['Parameter', 'In', '', 'Type', ''], rows);
}

function bodyText({ requestBody }: DescribedOperation): string {
  if (!requestBody) return '';
  return Object.entries(requestBody.content).map(([type, { schema = {}, example }]) => {
    const shown = type === 'application/json' ? `\n\n\`\`\`json\n${JSON.stringify(example, null, 2)}\n\`\`\`` : '';
    return `Body${requestBody.required ? '' : ', which may be left out'}: ${code(type)}, ${typeText(schema)}.${shown}`;
  }).join('\n\n');
}

function answersText({ responses }: DescribedOperation): string {
  const good = Object.entries(responses).filter(([, answer]) => !answer['x-faxwire-codes']);
  return table(['Answer', 'Content', '', 'Headers'], good.map(([status, answer]) => [status, contentText(answer), answer.description, headersText(answer)]));
}

function contentText({ content = {} }: DescribedAnswer): string {
  return Object.entries(content).map(([type, { schema }]) => (type.includes('json') && schema ? `${typeText(schema)}` : code(type))).join(', ');
}

function headersText({ headers = {} }: DescribedAnswer): string {
  return Object.entries(headers).map(([name, { description = '' }]) => `${code(name)}: ${description}`).join(' ');
}

function errorRows(errors: readonly string[]): string {
  const rows = errors.filter(isErrorCode).map((error) => {
    const { status, retriable, meaning } = errorDefinition(error);
    return [code(error), String(status), retriable ? 'yes' : '', meaning];
  });
  return table(['Code', 'HTTP', 'Retriable', 'Meaning'], rows);
}


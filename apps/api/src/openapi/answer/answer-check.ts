import type { ApiDocument, DescribedAnswer } from '../document-shape.ts';
import { DocumentSchemas } from './document-schemas.ts';

/** One answer of the running server. */
export interface GivenAnswer {
  readonly method: string;
  /** In OpenAPI's notation; undefined where no operation has this path and method. */
  readonly path: string | undefined;
  readonly status: number;
  readonly contentType: string | undefined;
  /** Undefined for what is not JSON, and for what has no end. */
  readonly body: unknown;
}

const PROBLEM = 'application/problem+json';
/** What a request can be answered with that reaches no operation. */
const NO_OPERATION = new Set(['route_not_found', 'method_not_allowed', 'malformed_request', 'uri_too_long', 'headers_too_large', 'service_unavailable']);

/** Compares answers with what the API description says of them. */
export class AnswerCheck {
  readonly #document: ApiDocument;
  readonly #schemas: DocumentSchemas;

  constructor(document: ApiDocument) {
    this.#document = document;
    this.#schemas = new DocumentSchemas(document);
  }

  /** What the description does not say, as sentences that name the operation; empty where it says all of it. */
  problems(answer: GivenAnswer): string[] {
    const { method, path, status } = answer;
    return this.#found(answer).map((problem) => `${method.toUpperCase()} ${path ?? '(no route)'} -> ${status}: ${problem}`);
  }

  #found(answer: GivenAnswer): string[] {
    if (answer.path === undefined) return this.#withoutOperation(answer);
    const method = answer.method.toLowerCase() === 'head' ? 'get' : answer.method.toLowerCase();
    const described = this.#document.paths[answer.path]?.[method]?.responses[String(answer.status)];
    if (!described) return [`the status is not described (${codeOf(answer.body) ?? 'no code'})`];
    if (answer.method.toLowerCase() === 'head') return [];
    return [...this.#content(described, answer, ['paths', answer.path, method, 'responses', String(answer.status), 'content']), ...wrongCode(described, answer)];
  }

  #content({ content = {} }: DescribedAnswer, { contentType, body }: GivenAnswer, pointer: readonly string[]): string[] {
    const types = Object.keys(content);
    const given = contentType?.split(';', 1)[0]?.trim();
    if (given === undefined) return types.length === 0 || body === undefined ? [] : ['the answer has no content type'];
    if (types.length === 0) return [`the answer is described without a body and has ${given}`];
    const type = types.find((each) => matches(each, given));
    if (type === undefined) return [`${given} is not described, ${types.join(' and ')} is`];
    return body === undefined || !content[type]?.schema ? [] : this.#schemas.problems([...pointer, type, 'schema'], body);
  }

  #withoutOperation({ contentType, body }: GivenAnswer): string[] {
    const code = codeOf(body);
    if (!contentType?.startsWith(PROBLEM)) return [`${contentType ?? 'no content type'} instead of ${PROBLEM}`];
    if (code === undefined || !NO_OPERATION.has(code)) return [`the code ${code ?? '(none)'} is of an operation`];
    return this.#schemas.problems(['components', 'schemas', 'Problem'], body);
  }
}

function matches(described: string, given: string): boolean {
  return described === given || described === '*/*' || (described.endsWith('/*') && given.startsWith(described.slice(0, -1)));
}

function wrongCode({ 'x-faxwire-codes': codes }: DescribedAnswer, { body, contentType }: GivenAnswer): string[] {
  if (!contentType?.startsWith(PROBLEM)) return [];
  const code = codeOf(body);
  return code !== undefined && codes?.includes(code) ? [] : [`the code ${code ?? '(none)'} is not described`];
}

function codeOf(body: unknown): string | undefined {
  const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

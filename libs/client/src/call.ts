import type { components, operations } from './generated/api-types.ts';

/** Name of an operation, as the API description has it. */
export type OperationId = keyof operations;

type Schemas = components['schemas'];
export type Fax = Schemas['Fax'];
export type Attempt = Schemas['Attempt'];
export type FaxEvent = Schemas['FaxEvent'];
export type Problem = Schemas['Problem'];
/** Stable code of an error. */
export type ErrorCode = Problem['code'];

type Part<Id extends OperationId, Kind extends 'path' | 'query'> =
  [NonNullable<operations[Id]['parameters'][Kind]>] extends [never] ? unknown : NonNullable<operations[Id]['parameters'][Kind]>;

type Content<Holder> = Holder extends { content: infer Types } ? Types[keyof Types] : never;

type BodyPart<Id extends OperationId> = operations[Id] extends { requestBody: { content: infer Types } }
  ? { readonly body: Types[keyof Types] }
  : [Content<NonNullable<operations[Id]['requestBody']>>] extends [never] ? unknown : { readonly body?: Content<NonNullable<operations[Id]['requestBody']>> };

/** Parameters of the path and of the query by their names, and the body as `body`. */
export type Input<Id extends OperationId> = Part<Id, 'path'> & Part<Id, 'query'> & BodyPart<Id>;

type Json<Types> = Types extends { 'application/json': infer Body } ? Body : Response;
type AnswerOf<Described> = Described extends { content: infer Types } ? Json<Types> : undefined;

/** What a call resolves with: the JSON; the `Response` itself where it is none; undefined where there is no content. */
export type Answer<Id extends OperationId> = AnswerOf<operations[Id]['responses'][keyof operations[Id]['responses']]>;

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Names the request, so that repeating it creates nothing twice. Made at random where an operation creates and none is given. */
  readonly idempotencyKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Input may be left out where nothing in it is needed. */
export type Arguments<Id extends OperationId> = object extends Input<Id> ? [input?: Input<Id>, options?: CallOptions] : [input: Input<Id>, options?: CallOptions];

/** One method for each operation. */
export type Api = { readonly [Id in OperationId]: (...args: Arguments<Id>) => Promise<Answer<Id>> };

/** What the client needs to know of an operation to call it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  readonly path: string;
  readonly query: readonly string[];
  readonly body?: 'json' | 'multipart' | 'form';
  /** Takes an Idempotency-Key. */
  readonly idempotent?: true;
  /** Needs no credential. */
  readonly open?: true;
}

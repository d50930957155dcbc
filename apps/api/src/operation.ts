import { HttpCode, RequestMapping, RequestMethod, SetMetadata, applyDecorators } from '@nestjs/common';
import type * as z from 'zod';
import type { ErrorCode, Scope } from '@faxwire/contracts';

export interface OperationResponse {
  readonly status: number;
  readonly description: string;
  readonly schema?: z.ZodType;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Other content types of the same answer. */
  readonly others?: Readonly<Record<string, z.ZodType>>;
}

/** One operation of the API: the server routes and validates by it, and the API description is printed from it. */
export interface Operation {
  readonly operationId: string;
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** In OpenAPI's notation: `/fax/{faxId}`. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  /** True for what needs no API key. */
  readonly open?: true;
  /** True for what takes the root key, and no other. */
  readonly root?: true;
  /** What a key must be allowed. Every operation has one, but for those that are open or the root's. */
  readonly scope?: Scope;
  /** True for what a signed link opens as well: to be read, of one fax, that the path names. */
  readonly linkable?: true;
  /** Whether it is written into the audit log, where its kind does not say so: `isAudited`. */
  readonly audited?: boolean;
  /** True for an answer that has no end. */
  readonly streaming?: true;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly body?: {
    readonly contentType: 'application/json' | 'multipart/form-data' | 'application/x-www-form-urlencoded';
    readonly schema: z.ZodObject;
    readonly optional?: true;
    /** The same as JSON, where a form is not the only way. */
    readonly json?: z.ZodObject;
  };
  /** The first is what the operation answers by default. */
  readonly responses: readonly [OperationResponse, ...OperationResponse[]];
  readonly errors: readonly ErrorCode[];
}

/** Every change is: of keys, tenants, numbers, webhook endpoints. What faxes are sent stands in the log of faxes; what is done to one says so itself. */
export function isAudited({ method, scope, root, audited }: Operation): boolean {
  if (audited !== undefined) return audited;
  return method !== 'get' && (root === true || (scope !== undefined && scope.endsWith(':write') && scope !== 'fax:write'));
}

const METHODS = { get: RequestMethod.GET, post: RequestMethod.POST, put: RequestMethod.PUT, delete: RequestMethod.DELETE };
export const OPERATION = 'faxwire:operation';

/** Makes a controller method answer an operation. */
export function Answers(operation: Operation): MethodDecorator {
  const path = operation.path.replaceAll('{', ':').replaceAll('}', '');
  return applyDecorators(
    RequestMapping({ path, method: METHODS[operation.method] }),
    HttpCode(operation.responses[0].status),
    SetMetadata(OPERATION, operation),
  );
}

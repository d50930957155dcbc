import * as z from 'zod';
import { FAX_STATUSES, type FaxStatus } from '@faxwire/fax';
import { ERRORS, errorDefinition, type ErrorCode } from './error-catalogue.ts';

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';
const TYPE_PREFIX = 'urn:faxwire:problem:';

const codes = Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]];

export const FieldProblem = z
  .strictObject({
    field: z.string().meta({ description: 'Name of the field, part, header or parameter; nested names are joined by dots.' }),
    code: z.enum(codes),
    message: z.string(),
  })
  .meta({ id: 'FieldProblem' });
export type FieldProblem = z.infer<typeof FieldProblem>;

/** RFC 9457 problem details, with a stable code. */
export const Problem = z
  .strictObject({
    type: z.string().meta({ description: 'URN that names the code.', example: `${TYPE_PREFIX}fax_not_found` }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What is wrong with this request, for people.' }),
    code: z.enum(codes).meta({ description: 'Stable code, for programs.' }),
    retriable: z.boolean().meta({ description: 'True where the same request can succeed later.' }),
    requestId: z.string().optional().meta({ description: 'Also in the X-Request-Id header; quote it when asking for help.' }),
    errors: z.array(FieldProblem).optional(),
    faxStatus: z.enum(FAX_STATUSES).optional().meta({ description: 'The status that the fax has, where it refused a command.' }),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

export interface ProblemExtras {
  readonly detail?: string;
  readonly errors?: readonly FieldProblem[];
  readonly faxStatus?: FaxStatus;
  readonly requestId?: string;
}

export function problemOf(code: ErrorCode, { detail, errors, faxStatus, requestId }: ProblemExtras = {}): Problem {
  const { status, title, retriable, meaning } = errorDefinition(code);
  return {
    type: `${TYPE_PREFIX}${code}`,
    title,
    status,
    detail: detail ?? meaning,
    code,
    retriable,
    ...(requestId !== undefined && { requestId }),
    ...(errors !== undefined && { errors: [...errors] }),
    ...(faxStatus !== undefined && { faxStatus }),
  };
}

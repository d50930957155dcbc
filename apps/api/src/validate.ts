import type * as z from 'zod';
import type { ErrorCode, FieldProblem } from '@faxwire/contracts';
import { ProblemError } from '@faxwire/platform';

export interface Wording {
  readonly unknown: ErrorCode;
  readonly missing: ErrorCode;
  readonly invalid: ErrorCode;
}

export const FIELD: Wording = { unknown: 'unknown_field', missing: 'missing_field', invalid: 'invalid_field' };
export const PARAMETER: Wording = { unknown: 'unknown_parameter', missing: 'invalid_parameter', invalid: 'invalid_parameter' };

/** A hostile body can be wrong in thousands of places; people read the first few. */
const MAX_ERRORS = 20;

/** @throws ProblemError that names every field that is wrong */
export function validate<Schema extends z.ZodType>(schema: Schema, value: unknown, wording: Wording = FIELD): z.infer<Schema> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  throw fieldProblem(result.error.issues.flatMap((issue) => problemsOf(issue, wording)));
}

export function fieldProblem(problems: readonly FieldProblem[]): ProblemError {
  const [first] = problems;
  if (!first) throw new RangeError('a field problem names a field');
  return new ProblemError(first.code, { detail: `${first.field || 'The body'}: ${first.message}`, errors: problems.slice(0, MAX_ERRORS) });
}

function problemsOf(issue: z.core.$ZodIssue, wording: Wording): FieldProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: [...issue.path, key].join('.'), code: wording.unknown, message: 'is not known here' }));
  }
  const missing = issue.code === 'invalid_type' && issue.input === undefined;
  const field = issue.path.join('.');
  return [missing ? { field, code: wording.missing, message: 'is required' } : { field, code: wording.invalid, message: issue.message }];
}

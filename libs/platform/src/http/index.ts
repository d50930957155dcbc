export { answerClientError } from './client-error.ts';
export { errorCodeOf } from './error-code.ts';
export { ProblemError, type ProblemDetails } from './problem-error.ts';
export { ProblemFilter } from './problem-filter.ts';

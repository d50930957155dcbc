import { errorDefinition, type ErrorCode, type ProblemExtras } from '@faxwire/contracts';

export interface ProblemDetails extends ProblemExtras {
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** Ends a request with an error of the catalogue. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ErrorCode;
  readonly details: ProblemDetails;

  constructor(code: ErrorCode, details: ProblemDetails = {}) {
    super(details.detail ?? errorDefinition(code).meaning, { cause: details.cause });
    this.code = code;
    this.details = details;
  }
}

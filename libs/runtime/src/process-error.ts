/** A process that cannot start; the message says what to do. */
export class ProcessError extends Error {
  override readonly name = 'ProcessError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

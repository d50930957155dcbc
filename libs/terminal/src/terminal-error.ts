/**
 * `library_missing`: libspandsp is not installed. `no_capacity`: every child allowed is in use.
 * `start_failed`: a child did not come up. `invalid_options`: see the message. `closed`: the pool is shut.
 */
export type TerminalErrorCode = 'library_missing' | 'no_capacity' | 'start_failed' | 'invalid_options' | 'closed';

/** Thrown by {@link FaxTerminalFactory.open} when there is no terminal to give. */
export class TerminalError extends Error {
  constructor(
    readonly code: TerminalErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'TerminalError';
  }

  /** A later try may find a free child; the others need somebody's hand. */
  get retriable(): boolean {
    return this.code === 'no_capacity' || this.code === 'start_failed';
  }
}

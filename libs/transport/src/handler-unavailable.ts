/** Thrown by a handler when what it needs is away: the group waits and tries again, and nothing becomes a dead letter. */
export class HandlerUnavailable extends Error {
  override readonly name = 'HandlerUnavailable';
  readonly code = 'handler_unavailable';
  readonly retriable = true;
}

import type { Principal } from '@faxwire/tenancy';

/** Whoever hands faxes in. */
export interface Sender {
  readonly caller: Principal;
  readonly idempotencyKey: string | undefined;
  /** Aborted once the client has left. */
  readonly gone: AbortSignal;
}

import type { FaxCommand, FaxMode } from '@faxwire/fax';
import type { EndpointLimits, WebhookDispatch } from '@faxwire/tenancy';
import type { FaxStreamEvent } from './payload.ts';

/** What this app needs of tenancy's `WebhookEndpoints`. */
export interface EndpointDirectory {
  findForEvent(tenantId: string, eventType: string): Promise<readonly { readonly id: string; readonly mode: FaxMode }[]>;
  /** What sending takes; undefined where the endpoint was deleted meanwhile. */
  dispatchOf(id: string): Promise<WebhookDispatch | undefined>;
  /** Of every endpoint that has limits of its own. */
  limits(): Promise<ReadonlyMap<string, EndpointLimits>>;
  disable(id: string, reason: string): Promise<void>;
  /** A success: earlier failures are forgotten. */
  noteReached(id: string): Promise<void>;
  /** One failure more. @param at when, ms since the Unix epoch */
  noteFailure(id: string, at: number): Promise<void>;
}

/** What this app needs of the event log's `FaxLog`. */
export interface FaxStreams {
  history(faxId: string): Promise<readonly FaxStreamEvent[]>;
  execute(faxId: string, command: FaxCommand): Promise<{ readonly ok: boolean }>;
}

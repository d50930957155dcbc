import type { FaxCommand } from '@faxwire/fax';
import type { FaxStreamEvent } from './payload.ts';

export interface Endpoint {
  readonly id: string;
  readonly url: string;
  readonly disabled: boolean;
}

/** What this app needs of tenancy's `WebhookEndpoints`. */
export interface EndpointDirectory {
  findForEvent(tenantId: string, eventType: string): Promise<readonly Pick<Endpoint, 'id'>[]>;
  find(id: string): Promise<Endpoint | undefined>;
  /** `whsec_...`; undefined where the endpoint was deleted meanwhile. */
  secretOf(endpoint: Pick<Endpoint, 'id'>): Promise<string | undefined>;
  disable(id: string, reason: string): Promise<void>;
}

/** What this app needs of the event log's `FaxLog`. */
export interface FaxStreams {
  history(faxId: string): Promise<readonly FaxStreamEvent[]>;
  execute(faxId: string, command: FaxCommand): Promise<{ readonly ok: boolean }>;
}

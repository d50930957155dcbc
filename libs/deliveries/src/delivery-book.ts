import type { DeliveryRecord } from './delivery-record.ts';
import type { Queries } from './queries.ts';
import { acknowledgeMissed } from './table/acknowledge-missed.ts';
import { findDelivery, listDeliveries, listMissed, type DeliveryFilter, type DeliveryPage, type OwnEndpoint } from './table/list-deliveries.ts';
import { resendDeliveries, resendDelivery, type Resent, type ResendWish } from './table/resend-deliveries.ts';

/** The deliveries of a tenant's endpoint, for the tenant. */
export class DeliveryBook {
  readonly #queries: Queries;
  readonly #now: () => number;

  constructor(queries: Queries, now: () => number = Date.now) {
    this.#queries = queries;
    this.#now = now;
  }

  list(endpoint: OwnEndpoint, wanted: { readonly filter: DeliveryFilter; readonly page: DeliveryPage }): Promise<DeliveryRecord[]> {
    return listDeliveries(this.#queries, endpoint, wanted);
  }

  find(endpoint: OwnEndpoint, eventId: string): Promise<DeliveryRecord | undefined> {
    return findDelivery(this.#queries, endpoint, eventId);
  }

  missed(endpoint: OwnEndpoint, page: DeliveryPage): Promise<DeliveryRecord[]> {
    return listMissed(this.#queries, endpoint, page);
  }

  /** @returns false where it cannot be resent: under way, erased, or tried too often */
  resend(endpoint: OwnEndpoint, eventId: string): Promise<boolean> {
    return resendDelivery(this.#queries, endpoint, { eventId, now: this.#now() });
  }

  resendAll(endpoint: OwnEndpoint, order: { readonly wish: ResendWish; readonly limit: number }): Promise<Resent> {
    return resendDeliveries(this.#queries, endpoint, { ...order, now: this.#now() });
  }

  /** @returns how many were missed, and not acknowledged before */
  acknowledge(endpoint: OwnEndpoint, eventIds: readonly string[]): Promise<number> {
    return acknowledgeMissed(this.#queries, endpoint, { eventIds, now: this.#now() });
  }
}

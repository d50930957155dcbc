import { ProblemError } from '@faxwire/platform';

/** Documents wait for a process that opens them; behind hostile ones an honest one is told to come back rather than kept. */
const INSPECT_WITHIN_MS = 20_000;
/** One tenant's documents may keep so many others of its own waiting ... */
const MAX_OF_TENANT = 4;
/** ... and all tenants' together so many: each is an upload on the disk and an open request. */
const MAX_AT_ONCE = 32;
const RETRY_AFTER_SECONDS = 10;

/** Looks into documents, a bounded number at a time and each for a bounded time. */
export class Inspections {
  readonly #ofTenant = new Map<string, number>();
  #all = 0;

  /**
   * @param gone aborted when the client has left
   * @throws ProblemError `service_unavailable` when it takes too long, or too many are at it already
   */
  async run<Found>(tenantId: string, gone: AbortSignal, inspect: (signal: AbortSignal) => Promise<Found>): Promise<Found> {
    const mine = this.#ofTenant.get(tenantId) ?? 0;
    if (mine >= MAX_OF_TENANT || this.#all >= MAX_AT_ONCE) throw busy();
    this.#count(tenantId, 1);
    const patience = AbortSignal.any([gone, AbortSignal.timeout(INSPECT_WITHIN_MS)]);
    const inspecting = inspect(patience);
    // The place is taken until the inspection itself is over: giving up on it does not make it go away.
    const settled = (): void => this.#count(tenantId, -1);
    inspecting.then(settled, settled);
    try {
      return await Promise.race([inspecting, outOf(patience)]);
    } catch (error) {
      // A renderer that cannot be had is no fault of the document either.
      throw patience.aborted || isUnavailable(error) ? busy() : error;
    }
  }

  #count(tenantId: string, by: 1 | -1): void {
    this.#all += by;
    const mine = (this.#ofTenant.get(tenantId) ?? 0) + by;
    if (mine === 0) this.#ofTenant.delete(tenantId);
    else this.#ofTenant.set(tenantId, mine);
  }
}

function outOf(patience: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (patience.aborted) reject(busy());
    patience.addEventListener('abort', () => reject(busy()), { once: true });
  });
}

function isUnavailable(error: unknown): boolean {
  return error instanceof Error && error.name === 'RendererUnavailable';
}

function busy(): ProblemError {
  return new ProblemError('service_unavailable', { headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) } });
}

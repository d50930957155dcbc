/** Counts the open streams of each tenant. */
export class StreamPlaces {
  readonly #taken = new Map<string, number>();
  readonly #perTenant: number;

  constructor(perTenant: number) {
    this.#perTenant = perTenant;
  }

  /** @returns how to give the place back, or undefined where the tenant has no place left */
  take(tenantId: string): (() => void) | undefined {
    const taken = this.#taken.get(tenantId) ?? 0;
    if (taken >= this.#perTenant) return undefined;
    this.#taken.set(tenantId, taken + 1);
    return () => this.#giveBack(tenantId);
  }

  #giveBack(tenantId: string): void {
    const left = (this.#taken.get(tenantId) ?? 1) - 1;
    if (left > 0) this.#taken.set(tenantId, left);
    else this.#taken.delete(tenantId);
  }
}

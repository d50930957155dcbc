/** The pages of one attempt that the far end confirmed, and which of them are on record. */
export class ConfirmedPages {
  readonly #from: number;
  readonly #count: number;
  readonly #confirmed = new Set<number>();
  readonly #recorded = new Set<number>();

  /** @param span first page of the attempt, 0-based, and the number of pages of the whole document */
  constructor(span: { readonly fromPage: number; readonly pageCount: number }) {
    this.#from = span.fromPage;
    this.#count = span.pageCount;
  }

  /** False for a page that this attempt does not transmit, or that was confirmed before. */
  expects(page: number): boolean {
    return page >= this.#from && page < this.#count && !this.#confirmed.has(page);
  }

  /** The far end has it; the record does not yet. */
  confirm(page: number): void {
    this.#confirmed.add(page);
  }

  record(page: number): void {
    this.#confirmed.add(page);
    this.#recorded.add(page);
  }

  /** Every page is on record. */
  get all(): boolean {
    return this.#recorded.size === this.#count - this.#from;
  }

  /** A page that the far end has and that is not known to be on record, 0-based. */
  get unrecorded(): number | undefined {
    return [...this.#confirmed].find((page) => !this.#recorded.has(page));
  }

  isLast(page: number): boolean {
    return page === this.#count - 1;
  }

  /** The first page without confirmation, 0-based; undefined after the last one. */
  get next(): number | undefined {
    let page = this.#from;
    while (this.#confirmed.has(page)) page += 1;
    return page < this.#count ? page : undefined;
  }
}

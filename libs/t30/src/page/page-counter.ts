/** The counters of PPS: pages of the whole call, which EOM does not set back, and blocks of the page; both wrap at 256 (Annex A.4.3). */
export class PageCounter {
  #page = 0;
  #block = 0;

  get page(): number {
    return this.#page;
  }

  get block(): number {
    return this.#block;
  }

  nextBlock(): void {
    this.#block = (this.#block + 1) & 0xff;
  }

  nextPage(): void {
    this.#page = (this.#page + 1) & 0xff;
    this.#block = 0;
  }

  /** The page is sent again from its first block. */
  samePage(): void {
    this.#block = 0;
  }
}

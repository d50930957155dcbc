/** Calls counted per fax. The least recently seen fax is forgotten first: anybody can make up fax ids. */
export class CallCount {
  readonly #counts = new Map<string, number>();
  readonly #maxFaxes: number;

  constructor(maxFaxes: number) {
    this.#maxFaxes = maxFaxes;
  }

  /** Counts one more call. @returns how many there were before it */
  add(fax: string): number {
    const before = this.#counts.get(fax) ?? 0;
    this.#counts.delete(fax);
    this.#counts.set(fax, before + 1);
    if (this.#counts.size > this.#maxFaxes) this.#forgetOldest();
    return before;
  }

  #forgetOldest(): void {
    const [oldest] = this.#counts.keys();
    if (oldest !== undefined) this.#counts.delete(oldest);
  }
}

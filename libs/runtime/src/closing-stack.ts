/** What was opened is closed in the opposite order, each thing once, and one that fails does not keep the others open. */
export class ClosingStack {
  readonly #closers: { readonly name: string; readonly close: () => Promise<unknown> | void }[] = [];
  #closing: Promise<void> | undefined;
  readonly #onError: (error: unknown, name: string) => void;

  constructor(onError: (error: unknown, name: string) => void) {
    this.#onError = onError;
  }

  defer(name: string, close: () => Promise<unknown> | void): void {
    this.#closers.push({ name, close });
  }

  /** Asked twice, both wait for the one closing. */
  close(): Promise<void> {
    this.#closing ??= this.#closeAll();
    return this.#closing;
  }

  async #closeAll(): Promise<void> {
    for (let closer = this.#closers.pop(); closer; closer = this.#closers.pop()) {
      try {
        await closer.close();
      } catch (error) {
        this.#onError(error, closer.name);
      }
    }
  }
}

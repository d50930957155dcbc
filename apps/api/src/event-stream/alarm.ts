/** Lets one waiter sleep until it is rung, or its time is up. A ring while nobody waits is kept. */
export class Alarm {
  #rung = false;
  #wake: () => void = () => undefined;

  readonly ring = (): void => {
    this.#rung = true;
    this.#wake();
  };

  async wait(timeoutMs: number): Promise<'rung' | 'timeout'> {
    if (!this.#rung) await this.#sleep(timeoutMs);
    const outcome = this.#rung ? 'rung' : 'timeout';
    this.#rung = false;
    return outcome;
  }

  #sleep(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

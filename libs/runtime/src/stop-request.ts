/** The first SIGTERM or SIGINT asks, the second one insists. */
export class StopRequest {
  readonly requested: Promise<void>;
  readonly insisted: Promise<void>;

  constructor() {
    let signals = 0;
    let ask: () => void = () => {};
    let insist: () => void = () => {};
    this.requested = new Promise((resolve) => (ask = resolve));
    this.insisted = new Promise((resolve) => (insist = resolve));
    const onSignal = (): void => (++signals === 1 ? ask() : insist());
    process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  }
}

import type { ChannelBook, ChannelRequest, HeldChannel } from '@faxwire/contracts';
import type { Cancel, Clock } from '@faxwire/sip';

/** A hold that lapsed is asked for again so often, ms: before housekeeping, which looks every five seconds, takes the call for dead. */
const AGAIN_AFTER_MS = 1_000;

export interface KeptChannelOptions {
  readonly channels: Pick<ChannelBook, 'claim' | 'hold' | 'withdraw'>;
  readonly clock: Clock;
  readonly request: ChannelRequest;
}

/**
 * The channel of a call that came in, for as long as the call lasts. A hold that lapses, as while the database is away, ends
 * no such call: nobody is dialled twice by it, and the carrier has its channel in use all the same. It is taken again instead.
 */
export class ChannelKeeper {
  readonly #options: KeptChannelOptions;
  #held: HeldChannel | undefined;
  #asking: Promise<void> = Promise.resolve();
  #cancel: Cancel = () => undefined;
  #isOver = false;

  constructor(options: KeptChannelOptions) {
    this.#options = options;
  }

  /** False where no channel is free: nobody waits for one with a caller on the line. */
  async take(): Promise<boolean> {
    if (await this.#hold()) return true;
    await this.#options.channels.withdraw(this.#options.request.faxId);
    return false;
  }

  /** Never rejects: what cannot be given back lapses. */
  async release(): Promise<void> {
    this.#isOver = true;
    this.#cancel();
    await this.#asking;
    if (this.#held) await this.#held.release().catch(() => undefined);
    else await this.#options.channels.withdraw(this.#options.request.faxId).catch(() => undefined);
  }

  async #hold(): Promise<boolean> {
    const { channels, request } = this.#options;
    const claimed = await channels.claim(request);
    this.#held = claimed === 'granted' ? await channels.hold(request.faxId) : undefined;
    this.#held?.lost.addEventListener('abort', () => this.#lost());
    return this.#held !== undefined;
  }

  #lost(): void {
    this.#held = undefined;
    this.#askAgain();
  }

  #askAgain(): void {
    if (this.#isOver) return;
    this.#cancel = this.#options.clock.schedule(AGAIN_AFTER_MS, () => {
      this.#asking = this.#hold().catch(() => false).then((isHeld) => { if (!isHeld) this.#askAgain(); });
    });
  }
}

import { RENEWAL_JITTER, type ChannelTimes } from './channel-times.ts';
import type { MonotonicClock } from './monotonic-clock.ts';

export interface HoldsOptions {
  readonly times: Pick<ChannelTimes, 'holdLapseMs' | 'renewEveryMs' | 'renewAgainMs'>;
  readonly clock: MonotonicClock;
  /** 0 to 1. */
  readonly random: () => number;
  /** Returns those that are still ours. */
  readonly renew: (faxIds: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly onError: (error: unknown) => void;
}

/** A channel in use by a call of this process. */
export interface Hold {
  readonly faxId: string;
  readonly lost: AbortSignal;
}

interface Kept extends Hold {
  readonly abort: AbortController;
  /** When the request was sent whose answer was yes: the database counts from later, so we give up first. */
  renewedAt: number;
}

/**
 * The holds of this process, renewed all at once. Each ends when the database says that it is not ours any more, or when
 * the lapse time has passed since its last renewal, whatever the reason: the database away, or this process frozen.
 */
export class Holds {
  readonly #options: HoldsOptions;
  readonly #kept = new Map<string, Kept>();
  #renewAt = 0;
  #renewing = false;
  #cancelAlarm: (() => void) | undefined;

  constructor(options: HoldsOptions) {
    this.#options = options;
  }

  has(faxId: string): boolean {
    this.endLapsed();
    return this.#kept.has(faxId);
  }

  /** Undefined when it took longer than the lapse to come here. */
  keep(faxId: string, renewedAt: number): Hold | undefined {
    const { clock, times } = this.#options;
    if (clock.now() - renewedAt >= times.holdLapseMs) return undefined;
    const abort = new AbortController();
    if (this.#kept.size === 0) this.#renewAt = this.#nextRenewal();
    const kept: Kept = { faxId, renewedAt, abort, lost: abort.signal };
    this.#kept.set(faxId, kept);
    this.#setAlarm();
    return kept;
  }

  /** False when it was lost already. */
  drop(hold: Hold): boolean {
    this.endLapsed();
    if (this.#kept.get(hold.faxId) !== hold) return false;
    this.#kept.delete(hold.faxId);
    this.#setAlarm();
    return true;
  }

  /** Also called by whoever looks at a hold: a process that wakes up from being frozen may come by before its alarms. */
  endLapsed(): void {
    const { clock, times } = this.#options;
    const tooOld = clock.now() - times.holdLapseMs;
    for (const kept of this.#kept.values()) if (kept.renewedAt <= tooOld) this.#end(kept, 'was not renewed in time');
  }

  #end(kept: Kept, why: string): void {
    this.#kept.delete(kept.faxId);
    kept.abort.abort(new Error(`the channel of fax ${kept.faxId} ${why}`));
  }

  #nextRenewal(): number {
    const { clock, times, random } = this.#options;
    return clock.now() + times.renewEveryMs * (1 - RENEWAL_JITTER * random());
  }

  /** One alarm for whatever is first, a renewal or a lapse; a renewal that hangs does not keep a lapse from being noticed. */
  #setAlarm(): void {
    this.#cancelAlarm?.();
    this.#cancelAlarm = undefined;
    if (this.#kept.size === 0) return;
    const { clock, times } = this.#options;
    const lapse = Math.min(...[...this.#kept.values()].map(({ renewedAt }) => renewedAt + times.holdLapseMs));
    const due = this.#renewing ? lapse : Math.min(lapse, this.#renewAt);
    this.#cancelAlarm = clock.after(Math.max(due - clock.now(), 0), () => this.#onAlarm());
  }

  #onAlarm(): void {
    this.endLapsed();
    if (!this.#renewing && this.#kept.size > 0 && this.#options.clock.now() >= this.#renewAt) void this.#renew();
    this.#setAlarm();
  }

  async #renew(): Promise<void> {
    const { clock, times, renew, onError } = this.#options;
    const asked = [...this.#kept.values()];
    const sentAt = clock.now();
    this.#renewing = true;
    try {
      const ours = await renew(asked.map(({ faxId }) => faxId));
      this.endLapsed();
      for (const kept of asked) this.#answered(kept, ours.has(kept.faxId) ? sentAt : undefined);
      this.#renewAt = this.#nextRenewal();
    } catch (error) {
      onError(error);
      this.#renewAt = clock.now() + times.renewAgainMs;
    }
    this.#renewing = false;
    this.endLapsed();
    this.#setAlarm();
  }

  #answered(kept: Kept, renewedAt: number | undefined): void {
    // Released or lost meanwhile.
    if (this.#kept.get(kept.faxId) !== kept) return;
    if (renewedAt === undefined) this.#end(kept, 'is not ours any more');
    else kept.renewedAt = renewedAt;
  }
}

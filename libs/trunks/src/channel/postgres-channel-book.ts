import type { ChannelBook, ChannelRequest, HeldChannel } from '@faxwire/contracts';
import type pg from 'pg';
import { CHANNEL_TIMES, type ChannelTimes } from './channel-times.ts';
import { channelUse, type ChannelUse } from './channel-use.ts';
import { giveUp, removeLapsed, removeOldPlaces, type FreedChannel } from './freed-channel.ts';
import { isHeld, renew, takeUp } from './hold-row.ts';
import { Holds, type Hold } from './holds.ts';
import { PROCESS_CLOCK, type MonotonicClock } from './monotonic-clock.ts';
import { takePlace } from './take-place.ts';
import { Turns } from './turns.ts';
import { allTrunksWaitedFor, trunksWaitedFor } from './waited-for.ts';

export interface PostgresChannelBookOptions {
  /** A `Database` fits. */
  readonly database: { readonly pool: pg.Pool };
  /** Of this process alone, and of no process before it. */
  readonly holder: string;
  /** Another fax got its turn by what was done here. */
  readonly wake: (faxId: string) => void;
  /** A renewal or a hand-over that failed, for the log; the book goes on by itself. */
  readonly onError?: (error: unknown) => void;
  readonly times?: Partial<ChannelTimes>;
  readonly clock?: MonotonicClock;
  readonly random?: () => number;
}

type Claimed = 'granted' | 'waiting';

/**
 * The channels of all trunks as rows: one for each that is granted or held, one for each fax that waits. Whoever frees a
 * channel or stores a place looks afterwards whether there is something to give away, so that of two who do so at the
 * same moment one sees the other.
 */
export class PostgresChannelBook implements ChannelBook {
  readonly #options: PostgresChannelBookOptions;
  readonly #times: ChannelTimes;
  readonly #pool: pg.Pool;
  readonly #clock: MonotonicClock;
  readonly #turns: Turns;
  readonly #holds: Holds;
  /** Claims in progress, and whether their fax got its turn meanwhile. */
  readonly #claims = new Map<string, { granted: boolean; readonly result: Promise<Claimed> }>();
  readonly #takingUp = new Set<string>();

  constructor(options: PostgresChannelBookOptions) {
    const { database, holder, clock = PROCESS_CLOCK, random = Math.random } = options;
    this.#options = options;
    this.#times = { ...CHANNEL_TIMES, ...options.times };
    this.#pool = database.pool;
    this.#clock = clock;
    this.#turns = new Turns({ pool: this.#pool, grantLapseMs: this.#times.grantLapseMs, onGranted: (faxId) => this.#onGranted(faxId) });
    const lapseMs = this.#times.holdLapseMs;
    this.#holds = new Holds({
      times: this.#times,
      clock,
      random,
      renew: (faxIds) => renew(this.#pool, faxIds, { holder, lapseMs }),
      onError: (error) => this.#onError(error),
    });
  }

  claim(request: ChannelRequest): Promise<Claimed> {
    const { faxId } = request;
    const running = this.#claims.get(faxId);
    if (running) return running.result;
    const claim = { granted: false, result: this.#claim(request).then((granted) => this.#claimed(faxId, granted)) };
    this.#claims.set(faxId, claim);
    claim.result.catch(() => this.#claims.delete(faxId));
    return claim.result;
  }

  async hold(faxId: string): Promise<HeldChannel | undefined> {
    if (this.#holds.has(faxId) || this.#takingUp.has(faxId)) return undefined;
    this.#takingUp.add(faxId);
    try {
      const askedAt = this.#clock.now();
      const taken = await takeUp(this.#pool, faxId, { holder: this.#options.holder, lapseMs: this.#times.holdLapseMs });
      const hold = taken ? this.#holds.keep(faxId, askedAt) : undefined;
      return hold && this.#heldChannel(hold);
    } finally {
      this.#takingUp.delete(faxId);
    }
  }

  isHeld(faxId: string): Promise<boolean> {
    return isHeld(this.#pool, faxId);
  }

  async withdraw(faxId: string): Promise<void> {
    await this.#handOn(await giveUp(this.#pool, faxId)).catch((error: unknown) => this.#onError(error));
  }

  /** Removes what has lapsed and gives away what is free. Another process may do the same at the same time. */
  async sweep(): Promise<void> {
    await removeOldPlaces(this.#pool, this.#times.waitLapseMs);
    await this.#removeLapsed();
    await this.#serve(await allTrunksWaitedFor(this.#pool));
  }

  /** Ends every grant and hold. For a house whose processes all start together: nobody else may be alive. Places stay. */
  async reset(): Promise<void> {
    await this.#pool.query('DELETE FROM channel');
  }

  use(): Promise<readonly ChannelUse[]> {
    return channelUse(this.#pool);
  }

  async #claim(request: ChannelRequest): Promise<boolean> {
    let place = await takePlace(this.#pool, request);
    if (place.elsewhere) {
      await this.withdraw(request.faxId);
      place = await takePlace(this.#pool, request);
    }
    // Who freed a channel while this place was being stored did not see it: so look again, now that it can be seen.
    if (place.fresh && !place.open) place = await takePlace(this.#pool, request);
    if (place.granted) return true;
    if (place.lapsed) await this.#removeLapsed();
    else if (!place.open) return false;
    await this.#turns.serve(request.trunk);
    return this.#claims.get(request.faxId)?.granted || (await takePlace(this.#pool, request)).granted;
  }

  /** The last word is what happened up to this moment: from now on the fax is woken. */
  #claimed(faxId: string, granted: boolean): Claimed {
    const claim = this.#claims.get(faxId);
    this.#claims.delete(faxId);
    return granted || claim?.granted ? 'granted' : 'waiting';
  }

  #onGranted(faxId: string): void {
    const claim = this.#claims.get(faxId);
    if (claim) claim.granted = true;
    else this.#options.wake(faxId);
  }

  #heldChannel(hold: Hold): HeldChannel {
    const holds = this.#holds;
    return {
      get lost() {
        holds.endLapsed();
        return hold.lost;
      },
      release: () => this.#release(hold),
    };
  }

  /** Where the database is away the hold lapses, as it is renewed no more. */
  async #release(hold: Hold): Promise<void> {
    if (!this.#holds.drop(hold)) return;
    await giveUp(this.#pool, hold.faxId, this.#options.holder)
      .then((freed) => this.#handOn(freed))
      .catch((error: unknown) => this.#onError(error));
  }

  async #removeLapsed(): Promise<void> {
    await this.#handOn(await removeLapsed(this.#pool));
  }

  async #handOn(freed: readonly FreedChannel[]): Promise<void> {
    await this.#serve(await trunksWaitedFor(this.#pool, freed));
  }

  /** One after the other: however many trunks there are, one connection of the pool is enough. */
  async #serve(trunks: readonly string[]): Promise<void> {
    for (const trunk of trunks) await this.#turns.serve(trunk);
  }

  #onError(error: unknown): void {
    this.#options.onError?.(error);
  }
}

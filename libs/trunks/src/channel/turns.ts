import { inTransactionOf } from '@faxwire/event-log';
import type pg from 'pg';
import { grant } from './grant.ts';
import { nextTurn } from './next-turn.ts';

export interface TurnsOptions {
  readonly pool: pg.Pool;
  readonly grantLapseMs: number;
  readonly onGranted: (faxId: string) => void;
}

interface Round {
  readonly done: Promise<void>;
  next?: Promise<void>;
}

/** Gives free channels to those whose turn it is. */
export class Turns {
  readonly #options: TurnsOptions;
  readonly #rounds = new Map<string, Round>();

  constructor(options: TurnsOptions) {
    this.#options = options;
  }

  /**
   * Returns when the free channels of the trunk, as they are now or later, are given away. However many ask, one
   * connection of the pool stands in line for the trunk, and one round more serves all who came during this one.
   */
  serve(trunk: string): Promise<void> {
    const round = this.#rounds.get(trunk);
    if (!round) return this.#begin(trunk);
    round.next ??= round.done.catch(() => undefined).then(() => this.#begin(trunk));
    return round.next;
  }

  #begin(trunk: string): Promise<void> {
    const round: Round = {
      done: this.#giveAway(trunk).finally(() => {
        if (this.#rounds.get(trunk) === round) this.#rounds.delete(trunk);
      }),
    };
    this.#rounds.set(trunk, round);
    return round.done;
  }

  async #giveAway(trunk: string): Promise<void> {
    while (await this.#giveOne(trunk));
  }

  /** True while there may be more to give. One in a transaction: the lock on its number is then the only one of its kind. */
  async #giveOne(trunk: string): Promise<boolean> {
    const { pool, grantLapseMs: lapseMs, onGranted } = this.#options;
    const { turn, granted } = await inTransactionOf(pool, async (transaction) => {
      const turn = await nextTurn(transaction, trunk);
      return { turn, granted: turn !== undefined && (await grant(transaction, { ...turn, trunk, lapseMs })) };
    });
    if (turn && granted) onGranted(turn.faxId);
    return turn !== undefined && !(granted && turn.last);
  }
}

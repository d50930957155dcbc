import { formatHostPort } from '../message/host-port.ts';
import type { Clock } from '../clock.ts';
import type { Remote } from '../transport/transport.ts';

/** Places remembered at a time. */
const PLACES_MAX = 1_000;

/** Places that failed lately and are tried after the others for a while (RFC 3263 4.3). */
export class TargetRest {
  readonly #clock: Clock;
  readonly #restMs: number;
  readonly #until = new Map<string, number>();

  constructor(clock: Clock, restMs: number) {
    this.#clock = clock;
    this.#restMs = restMs;
  }

  note(target: Remote, outcome: 'answered' | 'failed'): void {
    const key = keyOf(target);
    this.#until.delete(key);
    if (outcome === 'answered') return;
    this.#until.set(key, this.#clock.now() + this.#restMs);
    const [oldest] = this.#until.keys();
    if (this.#until.size > PLACES_MAX && oldest !== undefined) this.#until.delete(oldest);
  }

  isResting(target: Remote): boolean {
    const until = this.#until.get(keyOf(target));
    return until !== undefined && this.#clock.now() < until;
  }

  /** The order is kept otherwise. Nobody is left out: where all rest, one of them may be back. */
  ordered(targets: readonly Remote[]): Remote[] {
    return [...targets.filter((target) => !this.isResting(target)), ...targets.filter((target) => this.isResting(target))];
  }
}

function keyOf({ transport = 'udp', ...hostPort }: Remote): string {
  return `${transport}:${formatHostPort(hostPort)}`;
}

import { ProblemError } from '@faxwire/platform';
import { addressGroup } from './address-group.ts';

interface Window {
  readonly failures: number;
  readonly endsAt: number;
}

/** Who tries to get in. */
export interface Attempt {
  readonly address: string;
  /** Of the key that came, where it has one. */
  readonly keyId: string | undefined;
}

const WINDOW_MS = 60_000;
/** Who was let in from an address is not shut out by others who try there: behind one address may be a whole company. */
const WELCOME_MS = 3_600_000;
/** A hundred bytes each. A flood from more addresses than this in a minute forgets the earliest. */
const MAX_ENTRIES = 10_000;
const SECOND_MS = 1_000;

/** Slows down who guesses keys. Each process counts by itself. */
export class FailureLimits {
  readonly #windows = new Map<string, Window>();
  readonly #welcome = new Map<string, number>();
  readonly #perMinute: number;
  readonly #now: () => number;

  constructor(perMinute: number, now: () => number = () => performance.now()) {
    this.#perMinute = perMinute;
    this.#now = now;
  }

  /** Before a key is looked up. @throws ProblemError `too_many_failures` */
  admit(attempt: Attempt): void {
    const welcomeUntil = this.#welcome.get(pairOf(attempt)) ?? -Infinity;
    if (welcomeUntil > this.#now()) return;
    this.#refuseWhere(addressOf(attempt));
  }

  /** @throws ProblemError `too_many_failures` where there were too many for the address, or for the key from wherever */
  failed(attempt: Attempt): void {
    this.#count(addressOf(attempt));
    if (attempt.keyId === undefined) return;
    const key = `k:${attempt.keyId}`;
    // The right secret opens all the same: whoever knows an id alone shuts nobody out.
    this.#refuseWhere(key);
    this.#count(key);
  }

  succeeded(attempt: Attempt): void {
    remember(this.#welcome, pairOf(attempt), this.#now() + WELCOME_MS);
  }

  #refuseWhere(name: string): void {
    const { failures, endsAt } = this.#windowOf(name);
    if (failures < this.#perMinute) return;
    const retryAfter = Math.max(1, Math.ceil((endsAt - this.#now()) / SECOND_MS));
    throw new ProblemError('too_many_failures', { headers: { 'Retry-After': String(retryAfter) } });
  }

  #count(name: string): void {
    const { failures, endsAt } = this.#windowOf(name);
    remember(this.#windows, name, { failures: failures + 1, endsAt });
  }

  #windowOf(name: string): Window {
    const now = this.#now();
    const known = this.#windows.get(name);
    return known && known.endsAt > now ? known : { failures: 0, endsAt: now + WINDOW_MS };
  }
}

const addressOf = ({ address }: Attempt): string => `a:${addressGroup(address)}`;
const pairOf = ({ address, keyId }: Attempt): string => `${addressGroup(address)} ${keyId ?? ''}`;

function remember<Value>(map: Map<string, Value>, name: string, value: Value): void {
  map.delete(name);
  map.set(name, value);
  if (map.size <= MAX_ENTRIES) return;
  const oldest = map.keys().next();
  if (!oldest.done) map.delete(oldest.value);
}

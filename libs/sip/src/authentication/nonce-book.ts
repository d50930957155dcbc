import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../clock.ts';

export interface NonceBookOptions {
  readonly clock: Clock;
  /** Known to nobody else; a new one with each start makes nonces of the last run stale. */
  readonly secret: string;
  readonly lifetimeMs: number;
}

/** Nonces in use whose counts are remembered: the table cannot be filled, the oldest leaves. */
const COUNTED_MAX = 10_000;

/** Nonces that need no memory until they are used: a flood of strangers costs nothing. */
export class NonceBook {
  readonly #options: NonceBookOptions;
  readonly #counts = new Map<string, number>();

  constructor(options: NonceBookOptions) {
    this.#options = options;
  }

  issue(): string {
    const issuedMs = Math.floor(this.#options.clock.now());
    return `${issuedMs.toString(36)}.${this.#seal(issuedMs)}`;
  }

  /** Fresh: ours, young, and this count of it was never used before (RFC 7616 5.4). */
  accepts(nonce: string, count: number): boolean {
    if (!this.#isOurs(nonce)) return false;
    const used = this.#counts.get(nonce) ?? 0;
    if (count <= used) return false;
    this.#counts.delete(nonce);
    this.#counts.set(nonce, count);
    const [oldest] = this.#counts.keys();
    if (this.#counts.size > COUNTED_MAX && oldest !== undefined) this.#counts.delete(oldest);
    return true;
  }

  #isOurs(nonce: string): boolean {
    const [issued = '', seal = ''] = nonce.split('.', 2);
    const issuedMs = Number.parseInt(issued, 36);
    if (!Number.isSafeInteger(issuedMs)) return false;
    const expected = Buffer.from(this.#seal(issuedMs));
    const given = Buffer.from(seal);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
    const ageMs = this.#options.clock.now() - issuedMs;
    return ageMs >= -1 && ageMs <= this.#options.lifetimeMs;
  }

  #seal(issuedMs: number): string {
    return createHmac('sha256', this.#options.secret).update(String(issuedMs)).digest('base64url');
  }
}

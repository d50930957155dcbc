import { randomBytes } from 'node:crypto';

/** Tags, branches and Call-IDs are what keeps a stranger from ending a call: they must not be guessable. */
export interface Random {
  /** Lower-case hexadecimal of so many random bytes. */
  randomToken(bytes: number): string;
}

export const systemRandom: Random = { randomToken: (bytes) => randomBytes(bytes).toString('hex') };

/** A whole number in [0, below). */
export function randomBelow(random: Random, below: number): number {
  return Number.parseInt(random.randomToken(4), 16) % below;
}

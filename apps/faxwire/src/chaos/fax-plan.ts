import { SANDBOX_NUMBERS } from '@faxwire/sandbox-app';
import { between, chanceOf, oneOf } from './chance.ts';

export interface PlannedFax {
  readonly key: string;
  readonly waitMs: number;
  readonly phoneNumber: string;
  readonly pages: number;
}

const PAUSE_MS = [700, 1_800] as const;
const PAGES = [1, 3] as const;
/** Its faxes are other ones than its breakages. */
const FAX_SEED = 0x5eed;

/** A page at the speed of life takes a minute: seldom. Those that end after many waits come once in a while. */
const WEIGHTS: Readonly<Record<string, number>> = {
  '+19995550100': 20, '+19995550105': 5, '+19995550107': 8, '+19995550114': 6, '+19995550113': 2, '+19995550110': 0.3,
};
const USUAL_WEIGHT = 1;

export const CHAOS_NUMBERS = SANDBOX_NUMBERS.map(({ number }) => ({ number, weight: WEIGHTS[number] ?? USUAL_WEIGHT })).filter(({ weight }) => weight > 0);

/** Faxes to all sandbox numbers, without an end; the same for the same seed. */
export function* faxesOf(seed: number): Generator<PlannedFax, never> {
  const chance = chanceOf(seed ^ FAX_SEED);
  for (let number = 1; ; number += 1) {
    const waitMs = between(chance, PAUSE_MS);
    const { number: phoneNumber } = oneOf(chance, CHAOS_NUMBERS);
    yield { key: `chaos-${seed}-${number}`, waitMs, phoneNumber, pages: between(chance, PAGES) };
  }
}

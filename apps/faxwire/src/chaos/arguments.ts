import { SWITCH, VALUE, numberOf, optionsOf } from '../command.ts';

export const USAGE = `Usage: npm run chaos -- --minutes M [--seed S] [--calm]
Kills, freezes and restarts processes and engines of its own while faxes flow, and then looks whether a fax was lost,
dialled twice or left in a wrong state.
  --minutes M   for so long; what is open then is waited for
  --seed S      the same faxes and the same breakages as before (else: a new one, which is printed)
  --calm        faxes alone, and nothing is broken`;

export interface Wanted {
  readonly minutes: number;
  readonly seed: number | undefined;
  readonly calm: boolean;
}

const MAX_MINUTES = 24 * 60;
const MAX_SEED = 2 ** 32 - 1;

/** Undefined for anything that is not understood. */
export function wantedBy(args: readonly string[]): Wanted | undefined {
  const values = optionsOf(args, { minutes: { ...VALUE, default: '' }, seed: VALUE, calm: SWITCH });
  if (!values) return undefined;
  const minutes = numberOf(values.minutes);
  const seed = values.seed === undefined ? undefined : numberOf(values.seed);
  const isRight = minutes > 0 && minutes <= MAX_MINUTES && (seed === undefined || (Number.isInteger(seed) && seed >= 0 && seed <= MAX_SEED));
  return isRight ? { minutes, seed, calm: values.calm } : undefined;
}

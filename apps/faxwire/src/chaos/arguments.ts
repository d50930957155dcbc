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
  let wanted: Wanted = { minutes: 0, seed: undefined, calm: false };
  for (let index = 0; index < args.length; index += 1) {
    const value = Number(args[index + 1]);
    if (args[index] === '--calm') wanted = { ...wanted, calm: true };
    else if (args[index] === '--minutes' && value > 0 && value <= MAX_MINUTES) [wanted, index] = [{ ...wanted, minutes: value }, index + 1];
    else if (args[index] === '--seed' && Number.isInteger(value) && value >= 0 && value <= MAX_SEED) [wanted, index] = [{ ...wanted, seed: value }, index + 1];
    else return undefined;
  }
  return wanted.minutes > 0 ? wanted : undefined;
}

import { reversed } from './bits.ts';

/** NSF, NSC and NSS begin with a T.35 country code; what follows belongs to the manufacturer (T.30 5.3.6.2.7). */
export interface NonStandard {
  readonly country: number;
  readonly octets: Uint8Array;
}

/** T.35 codes go out least significant bit first, as all numbers do. */
export function readNonStandard(field: Uint8Array): NonStandard | undefined {
  const country = field[0];
  return country === undefined ? undefined : { country: reversed(country), octets: field.slice(1) };
}

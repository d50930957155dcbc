/** Country codes of T.35 annex A, those that fax machines are made and sold in. */
const COUNTRIES: Readonly<Record<number, string>> = {
  0x00: 'Japan',
  0x04: 'Germany',
  0x09: 'Australia',
  0x0a: 'Austria',
  0x0f: 'Belgium',
  0x16: 'Brazil',
  0x20: 'Canada',
  0x26: 'China',
  0x31: 'Denmark',
  0x3c: 'Finland',
  0x3d: 'France',
  0x58: 'Israel',
  0x59: 'Italy',
  0x61: 'Korea',
  0x7b: 'Netherlands',
  0x7e: 'New Zealand',
  0x82: 'Norway',
  0x9c: 'Singapore',
  0xa0: 'Spain',
  0xa5: 'Sweden',
  0xa6: 'Switzerland',
  0xb4: 'United Kingdom',
  0xb5: 'United States',
};

/** Where the maker of the far machine is at home, as far as its NSF says so plainly. */
export function countryOf(code: number): string | undefined {
  return COUNTRIES[code];
}

import { DIMENSIONS } from './dimensions.ts';
import { LONG_FAX_PAGES, longFaxes } from './long-fax.ts';

/** Half an hour of the line, twice, for each. */
const WITHIN_MS = 30 * 60_000;
/** Three older packets in each datagram leave little of single losses; of bursts of three some frames are asked for again. */
const MOST_TIMES_LONGER: Readonly<Record<number, number>> = { 1: 1.05, 3: 1.2 };

it('Thirty pages of text arrive dot by dot over a line that loses one datagram in ten, and take hardly longer than without', async () => {
  const faxes = await longFaxes(DIMENSIONS.machines, DIMENSIONS.burst);
  for (const { problem, burst, pagesConfirmed, seconds, lossFreeSeconds } of faxes) {
    expect([problem, pagesConfirmed]).toEqual([undefined, LONG_FAX_PAGES]);
    expect(seconds).toBeLessThan(lossFreeSeconds * (MOST_TIMES_LONGER[burst] ?? 1));
  }
}, WITHIN_MS);

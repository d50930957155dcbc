import type { HouseState } from './house-state.ts';
import { count, emptyTally, faultsOf, soakTable, type SoakTally } from './soak-verdict.ts';

const REST: HouseState = { memoryMb: 200, heapMb: 80, buffersMb: 10, udpSockets: 2, otherSockets: 10, children: 3, threads: 12, tempFiles: 0 };

function tallyOf(...ends: readonly string[]): SoakTally {
  const tally = emptyTally();
  for (const end of ends) count(tally, end);
  return tally;
}

describe('a soak', () => {
  it('is passed where every fax has an end, what arrived is what was sent, and nothing is left over', () => {
    expect(faultsOf(tallyOf('sent', 'sent'), REST, { ...REST, memoryMb: 300, otherSockets: 12 })).toEqual([]);
  });

  it.each([['udpSockets', 3], ['otherSockets', 17], ['children', 4], ['threads', 17], ['tempFiles', 1]] as const)('is not where %s come to %d', (key, value) => {
    expect(faultsOf(tallyOf('sent'), REST, { ...REST, [key]: value })).toEqual([`${key} grew from ${REST[key]} to ${value}`]);
  });

  it('is not where a fax has no end, or another page arrived, or there was no fax', () => {
    const tally = tallyOf('sent');
    tally.withoutEnd.push('fax 1');
    tally.differences.push('fax 2: page 1 differs');
    expect(faultsOf(tally, REST, REST)).toEqual(['fax 1 has no end', 'fax 2: page 1 differs']);
    expect(faultsOf(emptyTally(), REST, REST)).toEqual(['no fax came to an end']);
  });

  it('ends with a table of what there was before and after', () => {
    expect(soakTable(tallyOf('sent', 'failed', 'sent'), REST, { ...REST, heapMb: 81 }).split('\n')).toEqual(expect.arrayContaining(['      2  sent', '      1  failed', '  heapMb            80 -> 81']));
  });
});

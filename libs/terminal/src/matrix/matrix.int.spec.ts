import { cellAt, DIMENSIONS, KEYS } from './dimensions.ts';
import { pairsOf, pairwiseCells } from './pairwise.ts';
import { CellRunner } from './run-cell.ts';

const ALL_PAIRS = KEYS.flatMap((first, i) => KEYS.slice(i + 1).map((second) => DIMENSIONS[first].length * DIMENSIONS[second].length)).reduce((sum, pairs) => sum + pairs);

let runner: CellRunner;
beforeAll(async () => (runner = await CellRunner.open()));
afterAll(() => runner.close());

describe('Our own engine against SpanDSP and against itself', () => {
  it('passes a fax in every two circumstances together', async () => {
    const problems: string[] = [];
    for (const [i, cell] of pairwiseCells().entries()) {
      const { problem } = await runner.run(cell, i + 1);
      if (problem !== undefined) problems.push(`seed ${i + 1}: ${problem}: ${JSON.stringify(cell)}`);
    }
    expect(problems).toEqual([]);
  }, 180_000);

  it.each(DIMENSIONS.machines)('brings thirty pages over a line that loses one datagram in ten (%s)', async (machines) => {
    const { problem, pagesConfirmed } = await runner.run({ ...cellAt(0), machines, pages: 30, loss: 0.1, reorder: 0.02, duplicate: 0.1 }, 30);
    expect([problem, pagesConfirmed]).toEqual([undefined, 30]);
  });

  it('meets all pairs of circumstances', () => {
    const met = new Set(pairwiseCells().flatMap(pairsOf));
    expect(met.size).toBe(ALL_PAIRS);
  });
});

import { randomOf } from '../specimen/rough-line.ts';
import { CELL_COUNT, cellAt } from './dimensions.ts';
import { CellRunner } from './run-cell.ts';

/** Of 124,416; each takes a fifth of a second. */
const CALLS = Number(process.env.FAXWIRE_MATRIX_CALLS ?? 3000);
const SEED = Number(process.env.FAXWIRE_MATRIX_SEED ?? 1);
const WITHIN_MS = 4 * 3600 * 1000;

let runner: CellRunner;
beforeAll(async () => (runner = await CellRunner.open()));
afterAll(() => runner.close());

it(`${CALLS} calls from all over the matrix of circumstances`, async () => {
  const random = randomOf(SEED);
  const problems: string[] = [];
  for (let call = 0; call < CALLS; call += 1) {
    const cell = cellAt(Math.floor(random() * CELL_COUNT));
    const { problem } = await runner.run(cell, call);
    if (problem !== undefined) problems.push(`seed ${call}: ${problem}: ${JSON.stringify(cell)}`);
  }
  expect(problems).toEqual([]);
}, WITHIN_MS);

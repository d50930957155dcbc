import { randomOf } from '../specimen/rough-line.ts';
import { CELL_COUNT, cellAt } from './dimensions.ts';
import { CellRunner } from './run-cell.ts';

/** Of 124,416; each takes a fifth of a second. */
const CALLS = Number(process.env.FAXWIRE_MATRIX_CALLS ?? 3000);
const SEED = Number(process.env.FAXWIRE_MATRIX_SEED ?? 1);
/** Of calls without error correction on lines that lose. */
const LEAST_DELIVERED = 0.95;
const WITHIN_MS = 4 * 3600 * 1000;

let runner: CellRunner;
beforeAll(async () => (runner = await CellRunner.open()));
afterAll(() => runner.close());

it(`${CALLS} calls from all over the matrix of circumstances`, async () => {
  const random = randomOf(SEED);
  const problems: string[] = [];
  const plain = { calls: 0, delivered: 0 };
  for (let call = 0; call < CALLS; call += 1) {
    const cell = cellAt(Math.floor(random() * CELL_COUNT));
    const { problem, documentConfirmed } = await runner.run(cell, call);
    if (!cell.ecm && cell.loss > 0) {
      plain.calls += 1;
      if (documentConfirmed) plain.delivered += 1;
    }
    if (problem !== undefined) problems.push(`seed ${call}: ${problem}: ${JSON.stringify(cell)}`);
  }
  expect(problems).toEqual([]);
  // Each call by itself may fail by the standard; so many may not.
  expect(plain.delivered / plain.calls).toBeGreaterThan(LEAST_DELIVERED);
}, WITHIN_MS);

import type { Cell } from './dimensions.ts';
import { DIMENSIONS } from './dimensions.ts';
import { CellRunner } from './run-cell.ts';

const CELL: Cell = {
  machines: 'own-own', sender: 'caller', ecm: true, maxBitRate: 14_400, resolution: 'standard', compression: 'mr', pages: 3,
  loss: 0, burst: 1, reorder: 0, duplicate: 0, errorCorrection: 'redundancy',
};
const LOCAL = { localTcf: true } as const;
const circumstances = DIMENSIONS.maxBitRate.map((maxBitRate, i) => [maxBitRate, DIMENSIONS.sender[i % 2] ?? 'caller', i % 4 < 2 ? 'with' : 'without', i % 4 < 2] as const);

let runner: CellRunner;
beforeAll(async () => (runner = await CellRunner.open()));
afterAll(() => runner.close());

describe('Training checks made at each end (T.38 8.1)', () => {
  it.each(circumstances)('bring a fax over at %i bit/s, sent by the %s %s error correction', async (maxBitRate, sender, _, ecm) => {
    expect((await runner.run({ ...CELL, maxBitRate, sender, ecm }, 1, LOCAL)).problem).toBeUndefined();
  });

  it.each([0.02, 0.1])('bring it over a line that loses %f', async (loss) => {
    const results = await Promise.all([1, 2].map((seed) => runner.run({ ...CELL, loss, reorder: 0.02, duplicate: 0.1 }, seed, LOCAL)));
    expect(results.map(({ problem }) => problem)).toEqual(results.map(() => undefined));
  });

  it.each(DIMENSIONS.sender)('are heard from a machine that sends them all the same (%s)', async (sender) => {
    const machines = sender === 'caller' ? 'spandsp-own' : 'own-spandsp';
    expect((await runner.run({ ...CELL, machines, sender }, 1, LOCAL)).problem).toBeUndefined();
  });

  it('are missed by a machine that waits for them, which then ends as one that cannot train', async () => {
    expect((await runner.run({ ...CELL, machines: 'own-spandsp' }, 1, LOCAL)).problem).toMatch(/not delivered/);
  });
});

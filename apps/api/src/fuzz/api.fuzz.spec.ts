import { FUZZED, FuzzStage, fuzzSeed } from './fuzz-stage.ts';

const RUNS = Number(process.env['FAXWIRE_FUZZ_RUNS'] ?? 300);
const TEST_MS = 900_000;

describe('the API under very many requests of all kinds', () => {
  let stage: FuzzStage;
  const seed = fuzzSeed();
  beforeAll(async () => {
    process.stdout.write(`FAXWIRE_FUZZ_SEED=${seed}\n`);
    stage = await FuzzStage.open();
  }, TEST_MS);
  afterAll(() => stage.close(), TEST_MS);

  it.each(FUZZED)(`answers %s as it is described, and nothing of another tenant's (seed ${seed})`, async (_name, placed) => {
    await stage.fuzz(placed, { runs: RUNS, seed });
  }, TEST_MS);

  it('asked for what is done and for what is refused', () => {
    expect(stage.share(2)).toBeGreaterThan(0.1);
    expect(stage.share(4)).toBeGreaterThan(0.1);
  });
});

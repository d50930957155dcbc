import { FUZZED, FuzzStage, fuzzSeed } from './fuzz-stage.ts';

/** A short run of what `npm run test:fuzz` does at length. */
const RUNS = 8;
const TEST_MS = 60_000;

describe('the API under requests of all kinds', () => {
  let stage: FuzzStage;
  const seed = fuzzSeed();
  beforeAll(async () => {
    stage = await FuzzStage.open();
  }, TEST_MS);
  // Here every answer was compared with the description.
  afterAll(() => stage.close(), TEST_MS);

  it.each(FUZZED)(`answers %s as it is described, and nothing of another tenant's (seed ${seed})`, async (_name, placed) => {
    await stage.fuzz(placed, { runs: RUNS, seed });
  }, TEST_MS);

  it('asked for what is done and for what is refused', () => {
    expect(stage.share(2)).toBeGreaterThan(0.1);
    expect(stage.share(4)).toBeGreaterThan(0.1);
  });
});

describe('a server that is broken', () => {
  it('is found out by requests of all kinds', async () => {
    const stage = await FuzzStage.open({ parts: ({ faxLog }) => ({ faxLog: withoutLists(faxLog) }) });
    const [, listFaxes] = FUZZED.find(([name]) => name === 'listFaxes') ?? [];
    if (!listFaxes) throw new Error('there is no such operation');
    await expect(stage.fuzz(listFaxes, { runs: 50, seed: 1 })).rejects.toThrow('Property failed');
    await stage.close();
  }, TEST_MS);
});

function withoutLists<Log extends object>(faxLog: Log): Log {
  return new Proxy(faxLog, {
    get(target, name) {
      if (name === 'listOfTenant') return () => Promise.reject(new Error('broken'));
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

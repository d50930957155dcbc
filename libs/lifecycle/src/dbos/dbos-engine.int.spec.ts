import type { Step } from '@faxwire/fax';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import { DbosEngine } from './dbos-engine.ts';
import type { FaxSteps } from '../drive.ts';
import { lifecycleEngineContract } from '../lifecycle-engine.contract.ts';
import { MemoryTimers } from './memory-timers.ts';

let database: TemporaryDatabase;
beforeAll(async () => {
  database = await temporaryDatabase();
});
afterAll(() => database.drop());

const errors: unknown[] = [];
const engine = (steps: FaxSteps, maxDrives?: number) =>
  new DbosEngine({
    databaseUrl: database.url,
    steps,
    timers: new MemoryTimers(),
    now: () => Date.now(),
    onError: (error) => errors.push(error),
    ...(maxDrives === undefined ? {} : { maxDrives }),
  });

lifecycleEngineContract('DBOS', engine);

describe('the DBOS engine', () => {
  it('resumes a drive that an earlier process left in the middle of a step', async () => {
    const begun: string[] = [];
    const hanging: FaxSteps = {
      next: async () => ({ kind: 'render' }),
      act: (faxId) => {
        begun.push(faxId);
        return new Promise(() => {});
      },
    };
    const first = engine(hanging);
    await first.start();
    first.nudge('left-behind');
    await until(() => begun.length === 1);
    await first.stop(0);

    const steps: Step[] = [{ kind: 'stop' }];
    const acted: string[] = [];
    const second = engine({
      next: async () => steps.shift() ?? { kind: 'stop' },
      act: async (faxId, step) => void acted.push(`${faxId} ${step.kind}`),
    });
    await second.start();
    await until(() => acted.length === 1);
    await second.stop(1_000);
    expect(acted).toEqual(['left-behind render']);
  });

  it('leaves a step that fails while it stops to the next process', async () => {
    let fail: ((error: Error) => void) | undefined;
    const failing: FaxSteps = { next: async () => ({ kind: 'render' }), act: () => new Promise((_, reject) => (fail = reject)) };
    const first = engine(failing);
    await first.start();
    first.nudge('cut-off');
    await until(() => fail !== undefined);
    const stopped = first.stop(5_000);
    fail?.(new Error('the worker leaves'));
    await stopped;
    const acted: string[] = [];
    const steps: Step[] = [{ kind: 'stop' }];
    const second = engine({
      next: async () => steps.shift() ?? { kind: 'stop' },
      act: async (faxId, step) => void acted.push(`${faxId} ${step.kind}`),
    });
    await second.start();
    await until(() => acted.length === 1);
    await second.stop(1_000);
    expect(acted).toEqual(['cut-off render']);
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

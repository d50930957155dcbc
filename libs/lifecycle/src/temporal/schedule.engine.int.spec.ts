import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DEFAULT_RETRY_POLICY } from '@faxwire/fax';
import { temporalTestServer } from '@faxwire/testing';
import { WORKFLOW_TYPE } from './names.ts';
import { quietRuntime } from './quiet-runtime.ts';
import { RESTART_AFTER_FAILURE_MS, STEP_RETRY } from '../retry-of-steps.ts';
import { Fleet, PATIENCE_MS, played } from './testing/fleet.ts';
import { JITTER, RememberedFax } from './testing/remembered-fax.ts';

jest.setTimeout(PATIENCE_MS * 2);

const { executablePath } = await temporalTestServer();
const START_TRIES = 4;
/** Real time that steps take passes on the skipping clock, too. */
const STEPS_TAKE_MS = 20_000;

describe('the schedule of a fax, on a clock that skips', () => {
  let env: TestWorkflowEnvironment;
  let fleet: Fleet;
  beforeAll(async () => {
    quietRuntime();
    env = await skippingClock();
    fleet = new Fleet({ address: env.address, namespace: 'default' });
  });
  afterEach(() => fleet.stop());
  afterAll(() => env?.teardown());

  const live = (faxId: string) => env.client.workflow.execute(WORKFLOW_TYPE, { workflowId: faxId, taskQueue: fleet.lifecycleTaskQueue, args: [faxId] });

  it('has five attempts at a line that is always busy, at the times that the policy says, and then fails', async () => {
    const faxId = randomUUID();
    const fax = new RememberedFax(() => env.currentTimeMs(), 'busy');
    await fax.receive(faxId);
    await fleet.media((_faxId, step) => fax.transmit(step));
    await fleet.engine(fax);
    await live(faxId);
    const { status, attempts } = fax.state;
    expect(status).toBe('FaxFailed');
    expect(attempts).toHaveLength(5);
    const waits = attempts.slice(1).map(({ startedAt: at }, index) => at - (attempts[index]?.endedAt ?? 0));
    DEFAULT_RETRY_POLICY.delaysMs.busy.forEach((delay, index) => {
      const due = delay * (1 + DEFAULT_RETRY_POLICY.jitterFraction * JITTER);
      expect(waits[index]).toBeGreaterThanOrEqual(due);
      expect(waits[index]).toBeLessThan(due + STEPS_TAKE_MS);
    });
  });

  it('goes on after a step that failed as often as it may, when the time for a new start has come', async () => {
    const steps = played({ kind: 'render' }, { kind: 'close', as: 'sent' });
    const times: number[] = [];
    const act = async () => {
      times.push(await env.currentTimeMs());
      if (times.length <= STEP_RETRY.maxAttempts) throw new Error('database away');
    };
    await fleet.engine({ ...steps, act });
    await live(randomUUID());
    expect(times).toHaveLength(STEP_RETRY.maxAttempts + 1);
    const [lastFailure = 0, afresh = 0] = times.slice(-2);
    expect(afresh - lastFailure).toBeGreaterThanOrEqual(RESTART_AFTER_FAILURE_MS);
  });
});

/** The SDK gives the server 5 s to start, which a busy machine may not have. */
async function skippingClock(): Promise<TestWorkflowEnvironment> {
  for (let triesLeft = START_TRIES; ; triesLeft--) {
    try {
      return await TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path: executablePath } } });
    } catch (error) {
      if (triesLeft === 1) throw error;
    }
  }
}

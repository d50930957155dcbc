import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { Connection, WorkflowClient } from '@temporalio/client';
import type { Step } from '@faxwire/fax';
import { Link, temporal } from '@faxwire/testing';
import type { FaxSteps } from '../drive.ts';
import { EngineUnavailable } from '../lifecycle-engine.ts';
import { lifecycleEngineContract } from '../lifecycle-engine.contract.ts';
import { TemporalEngine } from './temporal-engine.ts';
import { ATTRIBUTES, Fleet, PATIENCE_MS, played, until } from './testing/fleet.ts';

jest.setTimeout(PATIENCE_MS * 2);
const server = await temporal();
const queue = randomUUID();

const engine = (steps: FaxSteps, maxSteps?: number) =>
  new TemporalEngine({
    temporal: server,
    steps: {
      next: async (faxId) => ({ step: await steps.next(faxId), attributes: ATTRIBUTES }),
      act: (faxId, step) => steps.act(faxId, step),
    },
    maxCallSeconds: 60,
    onError: () => undefined,
    lifecycleTaskQueue: `fax-lifecycle-${queue}`,
    mediaTaskQueue: `fax-media-${queue}`,
    ...(maxSteps === undefined ? {} : { maxSteps }),
  });

lifecycleEngineContract('Temporal', engine);

describe('the Temporal engine', () => {
  let fleet: Fleet;
  let connection: Connection;
  let client: WorkflowClient;
  beforeAll(async () => {
    connection = await Connection.connect({ address: server.address });
    client = new WorkflowClient({ connection, namespace: server.namespace });
  });
  afterAll(() => connection.close());
  beforeEach(() => {
    fleet = new Fleet(server);
  });
  afterEach(() => fleet.stop());

  const ended = (faxId: string) => async () => (await client.getHandle(faxId).describe()).status.name === 'COMPLETED';

  it('leaves a step that does not end in time to the next process, at once', async () => {
    const begun: string[] = [];
    const hanging = { ...played({ kind: 'render' }), act: (faxId: string) => (begun.push(faxId), new Promise<void>(() => {})) };
    const first = await fleet.engine(hanging);
    const faxId = randomUUID();
    await first.wake(faxId);
    await until(() => begun.length === 1);
    const rest = played();
    await Promise.all([first.stop(0), fleet.engine(rest)]);
    await until(() => rest.acted.length === 1);
    expect(rest.acted).toEqual([{ kind: 'render' }]);
  });

  it('says by what a fax can be found', async () => {
    const attributes = { tenantId: 'globex', status: 'FaxFailed', attempts: 3 };
    const one = await fleet.engine({ ...played(), next: async () => ({ step: { kind: 'stop' }, attributes }) });
    const faxId = randomUUID();
    await one.wake(faxId);
    await until(ended(faxId));
    const { typedSearchAttributes } = await client.getHandle(faxId).describe();
    const found = Object.fromEntries(typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]));
    expect(found).toMatchObject({ FaxTenant: 'globex', FaxStatus: 'FaxFailed', FaxAttempts: 3 });
  });

  it('goes on in a new run before a history grows long, with the same fax', async () => {
    const steps = played(...Array.from({ length: 90 }, (): Step => ({ kind: 'render' })));
    const one = await fleet.engine(steps);
    const faxId = randomUUID();
    await one.wake(faxId);
    const { runId } = await client.getHandle(faxId).describe();
    await until(() => steps.acted.length === 90);
    await until(ended(faxId));
    const last = await client.getHandle(faxId).describe();
    expect(last.runId).not.toBe(runId);
    expect(last.historyLength).toBeLessThan(500);
  });

  it('starts while the server is away, says so, and drives when it is back', async () => {
    const link = new Link(server.address);
    await link.open();
    await link.cut();
    const steps = played({ kind: 'render' });
    const away = { ...server, address: link.address };
    const one = await fleet.engine(steps, { temporal: away });
    const faxId = randomUUID();
    const refused = await one.wake(faxId).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(EngineUnavailable);
    expect(fleet.errors).not.toEqual([]);
    expect(one.isPolling).toBe(false);
    await link.open();
    await until(() => one.wake(faxId).then(() => true, () => false));
    await until(() => steps.acted.length === 1);
    await one.stop(0);
    await link.cut();
  });

  it('goes on by itself after the server was away', async () => {
    const link = new Link(server.address);
    await link.open();
    const steps = played({ kind: 'wait', until: Date.now() + 2_000 }, { kind: 'render' }, { kind: 'wait' }, { kind: 'close', as: 'sent' });
    const one = await fleet.engine(steps, { temporal: { ...server, address: link.address } });
    const faxId = randomUUID();
    await one.wake(faxId);
    await until(() => steps.asked.length === 1);
    await link.cut();
    await until(async () => !(await one.wake(faxId).then(() => true, () => false)));
    await link.open();
    await until(() => steps.acted.length === 1);
    await until(async () => (await one.wake(faxId).then(() => true, () => false)) && steps.acted.length === 2);
    expect(steps.acted).toEqual([{ kind: 'render' }, { kind: 'close', as: 'sent' }]);
    await one.stop(0);
    await link.cut();
  });
});

import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { Connection, WorkflowClient } from '@temporalio/client';
import type { Step } from '@faxwire/fax';
import { temporal } from '@faxwire/testing';
import { bundled, type WorkflowBundle, workflowBundle } from './workflow-bundle.ts';
import { Fleet, PATIENCE_MS, played, until } from './testing/fleet.ts';

jest.setTimeout(PATIENCE_MS * 2);
const server = await temporal();
const fileOf = (name: string) => fileURLToPath(new URL(`./testing/${name}.ts`, import.meta.url));
const STEPS: readonly Step[] = [{ kind: 'wait' }, { kind: 'render' }, { kind: 'close', as: 'sent' }];

describe('a new version of the workflow', () => {
  let fleet: Fleet;
  let connection: Connection;
  let client: WorkflowClient;
  let ours: WorkflowBundle;
  let withPatch: WorkflowBundle;
  let withoutPatch: WorkflowBundle;
  beforeAll(async () => {
    connection = await Connection.connect({ address: server.address });
    client = new WorkflowClient({ connection, namespace: server.namespace });
    ours = await workflowBundle();
    withPatch = await bundled(fileOf('workflow-with-patch'));
    withoutPatch = await bundled(fileOf('workflow-without-patch'));
  });
  afterAll(() => connection.close());
  beforeEach(() => {
    fleet = new Fleet(server);
  });
  afterEach(() => fleet.stop());

  const status = async (faxId: string) => (await client.getHandle(faxId).describe()).status.name;
  const eventsOf = async (faxId: string) => (await client.getHandle(faxId).fetchHistory()).events ?? [];
  const isBlocked = async (faxId: string) => (await eventsOf(faxId)).some(({ workflowTaskFailedEventAttributes: failed }) => Number(failed?.cause) === NON_DETERMINISTIC_ERROR);

  /** A fax rests under one build, whose worker then leaves. */
  async function restsUnder(bundle: WorkflowBundle) {
    const steps = played(...STEPS);
    const engine = await fleet.engine(steps, { bundle });
    const faxId = randomUUID();
    await engine.wake(faxId);
    await until(async () => steps.asked.length === 1 && (await eventsOf(faxId)).some(({ markerRecordedEventAttributes: marker }) => marker?.markerName === ANSWER_MARKER));
    await engine.stop(5_000);
    return { faxId, steps };
  }

  it('takes over the faxes of the old one, and begins new ones its own way', async () => {
    const { faxId, steps } = await restsUnder(ours);
    const engine = await fleet.engine(steps, { bundle: withPatch });
    await engine.wake(faxId);
    await until(async () => (await status(faxId)) === 'COMPLETED');
    expect(steps.acted).toEqual([{ kind: 'render' }, { kind: 'close', as: 'sent' }]);
    const fresh = randomUUID();
    await engine.wake(fresh);
    await until(async () => (await status(fresh)) === 'COMPLETED');
    const marked = async (id: string) => (await eventsOf(id)).some(({ markerRecordedEventAttributes: marker }) => marker?.markerName === PATCH_MARKER);
    expect([await marked(faxId), await marked(fresh)]).toEqual([false, true]);
  });

  it('that forgot them is noticed, loses none, and is cured by the old one', async () => {
    const { faxId, steps } = await restsUnder(ours);
    const wrong = await fleet.engine(steps, { bundle: withoutPatch });
    await wrong.wake(faxId);
    await until(() => isBlocked(faxId));
    expect(await status(faxId)).toBe('RUNNING');
    expect(steps.acted).toEqual([]);
    await until(() => fleet.notices.some((notice) => JSON.stringify(notice).includes('ondeterminism')));
    await wrong.stop(5_000);
    await fleet.engine(steps, { bundle: ours });
    await until(async () => (await status(faxId)) === 'COMPLETED');
    expect(steps.acted).toEqual([{ kind: 'render' }, { kind: 'close', as: 'sent' }]);
  });

  it('that is rolled back leaves faxes that it began waiting; terminated, they begin anew from the log', async () => {
    const { faxId, steps } = await restsUnder(withPatch);
    const engine = await fleet.engine(steps, { bundle: ours });
    await engine.wake(faxId);
    await until(() => isBlocked(faxId));
    await client.getHandle(faxId).terminate();
    await engine.wake(faxId);
    await until(async () => (await status(faxId)) === 'COMPLETED');
    expect(steps.acted).toEqual([{ kind: 'render' }, { kind: 'close', as: 'sent' }]);
  });
});

/** The answer of an activity in the middle of a workflow task. */
const ANSWER_MARKER = 'core_local_activity';
/** What `patched` writes down. */
const PATCH_MARKER = 'core_patch';
/** temporal.api.enums.v1.WorkflowTaskFailedCause */
const NON_DETERMINISTIC_ERROR = 24;

import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { defaultPayloadConverter } from '@temporalio/common';
import { Connection, WorkflowClient } from '@temporalio/client';
import { Link, temporal } from '@faxwire/testing';
import { ABANDONED, type TransmitControl } from './transmit-worker.ts';
import { Fleet, PATIENCE_MS, played, transmitStep, until } from './testing/fleet.ts';

jest.setTimeout(PATIENCE_MS * 2);
const server = await temporal();

interface Call extends TransmitControl {
  readonly faxId: string;
  readonly end: () => void;
  readonly fail: (error: Error) => void;
}

/** Calls that last until the test ends them, or their signal does. */
function switchboard() {
  const calls: Call[] = [];
  const transmit = (faxId: string, _step: unknown, control: TransmitControl) =>
    new Promise<void>((resolve, reject) => {
      control.signal.addEventListener('abort', () => resolve());
      calls.push({ ...control, faxId, end: resolve, fail: reject });
    });
  return { calls, transmit };
}

describe('the transmit worker', () => {
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

  const statusOf = async (faxId: string) => (await client.getHandle(faxId).describe()).status.name;

  it('makes the call, says which page it is at, and gives the fax back', async () => {
    const { calls, transmit } = switchboard();
    const steps = played(transmitStep(), { kind: 'close', as: 'sent' });
    await fleet.media(transmit);
    const engine = await fleet.engine(steps);
    const faxId = randomUUID();
    await engine.wake(faxId);
    await until(() => calls.length === 1);
    expect(calls[0]?.faxId).toBe(faxId);
    calls[0]?.onProgress({ page: 3 });
    await until(async () => (await pageOf(client, faxId)) === 3);
    calls[0]?.end();
    await until(() => steps.acted.length === 1);
    expect(steps.acted).toEqual([{ kind: 'close', as: 'sent' }]);
  });

  it('makes no more calls at a time than it has slots', async () => {
    const { calls, transmit } = switchboard();
    await fleet.media(transmit, { slots: 1 });
    const engine = await fleet.engine(played(transmitStep(1), transmitStep(2), transmitStep(3)));
    for (let i = 0; i < 3; i++) engine.nudge(randomUUID());
    for (const index of [0, 1, 2]) {
      await until(() => calls.length > index);
      expect(calls).toHaveLength(index + 1);
      calls[index]?.end();
    }
  });

  it('leaves a failed attempt to the plan, and never makes it again by itself', async () => {
    const { calls, transmit } = switchboard();
    const steps = played(transmitStep(), { kind: 'close', as: 'sent' });
    await fleet.media(transmit);
    const engine = await fleet.engine(steps);
    const faxId = randomUUID();
    await engine.wake(faxId);
    await until(() => calls.length === 1);
    calls[0]?.fail(new Error('the line is on fire'));
    await until(async () => (await statusOf(faxId)) === 'COMPLETED');
    expect(calls).toHaveLength(1);
    expect(steps.acted).toEqual([{ kind: 'close', as: 'sent' }]);
  });

  it('takes no new calls once it drains, while live ones go on', async () => {
    const [leaving, staying] = [switchboard(), switchboard()];
    const engine = await fleet.engine(played(transmitStep(1), transmitStep(2)));
    const first = await fleet.media(leaving.transmit);
    engine.nudge(randomUUID());
    await until(() => leaving.calls.length === 1);
    await first.drain();
    await fleet.media(staying.transmit);
    engine.nudge(randomUUID());
    await until(() => staying.calls.length === 1);
    expect(leaving.calls).toHaveLength(1);
    expect(leaving.calls[0]?.signal.aborted).toBe(false);
    leaving.calls[0]?.end();
    await first.stop(5_000);
    expect(leaving.calls[0]?.signal.aborted).toBe(false);
  });

  it('ends live calls when the time that it was given to stop is over', async () => {
    const { calls, transmit } = switchboard();
    const media = await fleet.media(transmit);
    const engine = await fleet.engine(played(transmitStep()));
    engine.nudge(randomUUID());
    await until(() => calls.length === 1);
    await media.stop(100);
    expect(calls[0]?.signal.aborted).toBe(true);
  });

  it('ends the call when somebody cancels the workflow', async () => {
    const { calls, transmit } = switchboard();
    await fleet.media(transmit);
    const engine = await fleet.engine(played(transmitStep()));
    const faxId = randomUUID();
    await engine.wake(faxId);
    await until(() => calls.length === 1);
    await client.getHandle(faxId).cancel();
    await until(() => calls[0]?.signal.aborted === true);
    await until(async () => (await statusOf(faxId)) === 'CANCELLED');
  });

  it('lets the call go on when the server loses sight of its worker, and has the plan asked within 30 s', async () => {
    const link = new Link(server.address);
    await link.open();
    const { calls, transmit } = switchboard();
    await fleet.media(transmit, { temporal: { ...server, address: link.address } });
    const steps = played(transmitStep(), { kind: 'wait' });
    const engine = await fleet.engine(steps);
    const faxId = randomUUID();
    await engine.wake(faxId);
    await until(() => calls.length === 1);
    const cutAt = Date.now();
    await link.cut();
    await until(() => steps.asked.length === 2);
    expect(Date.now() - cutAt).toBeLessThan(30_000);
    await link.open();
    calls[0]?.onProgress({ page: 1 });
    await until(() => fleet.notices.some(({ message }) => message === ABANDONED));
    expect(calls[0]?.signal.aborted).toBe(false);
    calls[0]?.end();
    await fleet.stop();
    await link.cut();
  });
});

async function pageOf(client: WorkflowClient, faxId: string): Promise<number | undefined> {
  const { raw } = await client.getHandle(faxId).describe();
  const payload = raw.pendingActivities?.[0]?.heartbeatDetails?.payloads?.[0];
  return payload ? defaultPayloadConverter.fromPayload<{ page: number }>(payload).page : undefined;
}

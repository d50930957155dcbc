import { connect } from 'node:net';
import { accessSync, constants } from 'node:fs';
import { kafka, s3, temporal, temporalTestServer } from './engines.ts';

const TIMEOUT_MS = 120_000;

function accepts(address: string): Promise<boolean> {
  const { hostname, port } = new URL(`tcp://${address}`);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

describe('the engines of a test run', () => {
  it('are there when they are asked for, and the same for everybody', async () => {
    const [first, second, workflows, store] = await Promise.all([kafka(), kafka(), temporal(), s3()]);
    expect(second).toEqual(first);
    expect(await accepts(first.brokers[0] ?? '')).toBe(true);
    expect(await accepts(workflows.address)).toBe(true);
    expect((await fetch(store.endpoint)).status).toBe(403);
  }, TIMEOUT_MS);

  it('have a test server that skips time', async () => {
    const { executablePath } = await temporalTestServer();
    expect(() => accessSync(executablePath, constants.X_OK)).not.toThrow();
  }, TIMEOUT_MS);
});

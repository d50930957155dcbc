import { openUdpTransport } from './udp.ts';

const LOOPBACK = { host: '127.0.0.1', port: 0 };

describe('a UDP transport', () => {
  it('carries a datagram and tells where it came from', async () => {
    const [one, two] = await Promise.all([openUdpTransport(LOOPBACK), openUdpTransport(LOOPBACK)]);
    const arrived = new Promise((resolve) => two.onMessage((bytes, remote) => resolve([Buffer.from(bytes).toString(), remote])));
    one.send(Buffer.from('hello'), two.local);
    expect(await arrived).toEqual(['hello', one.local]);
    await Promise.all([one.close(), two.close()]);
  });

  it('does not open on an address that is taken', async () => {
    const one = await openUdpTransport(LOOPBACK);
    await expect(openUdpTransport(one.local)).rejects.toThrow('EADDRINUSE');
    await one.close();
  });

  it.each([
    ['a message too long for a datagram', new Uint8Array(70_000), { host: '127.0.0.1', port: 9 }],
    ['a port that is none', new Uint8Array(1), { host: '127.0.0.1', port: 0 }],
  ])('reports %s', async (_name, bytes, remote) => {
    const transport = await openUdpTransport(LOOPBACK);
    const detail = await new Promise((resolve) => transport.send(bytes, remote, resolve));
    expect(detail).toEqual(expect.any(String));
    await transport.close();
  });

  it('reports what is sent after it closed, and may be closed twice', async () => {
    const transport = await openUdpTransport(LOOPBACK);
    await transport.close();
    await transport.close();
    expect(await new Promise((resolve) => transport.send(new Uint8Array(1), LOOPBACK, resolve))).toBe('transport is closed');
  });
});

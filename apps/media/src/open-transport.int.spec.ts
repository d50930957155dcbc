import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTcpTransport, openUdpTransport } from '@faxwire/sip';
import { selfSignedCertificate } from '@faxwire/testing';
import { openTransport } from './open-transport.ts';

const LOCAL = { host: '127.0.0.1', port: 0 };
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faxwire-transport-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function identity(): Promise<{ tlsCertFile: string; tlsKeyFile: string }> {
  const { cert, key } = selfSignedCertificate('127.0.0.1');
  const [tlsCertFile, tlsKeyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  await Promise.all([writeFile(tlsCertFile, cert), writeFile(tlsKeyFile, key)]);
  return { tlsCertFile, tlsKeyFile };
}

const kindsOf = (transport: Awaited<ReturnType<typeof openTransport>>) =>
  (['udp', 'tcp', 'tls'] as const).filter((kind) => (transport.localFor?.({ host: '127.0.0.1', port: 1, transport: kind }) ?? undefined) !== undefined);

describe('the SIP port', () => {
  it.each([['UDP alone', {}, ['udp']], ['TCP on the same port', { tcp: true }, ['udp', 'tcp']]] as const)('is open for %s', async (_what, more, kinds) => {
    const transport = await openTransport({ ...LOCAL, ...more });
    expect(kindsOf(transport)).toEqual(kinds);
    expect(kinds.map((kind) => transport.localFor?.({ host: '127.0.0.1', port: 1, transport: kind })?.port)).toEqual(kinds.map(() => transport.local.port));
    await transport.close();
  });

  it('is open for TLS besides, on a port of its own', async () => {
    const transport = await openTransport({ ...LOCAL, tcp: true, ...(await identity()) });
    expect(kindsOf(transport)).toEqual(['udp', 'tcp', 'tls']);
    expect(transport.localFor?.({ host: '127.0.0.1', port: 1, transport: 'tls' })?.port).not.toBe(transport.local.port);
    await transport.close();
  });

  it('is given back whole where the certificate cannot be read', async () => {
    const probe = await openUdpTransport(LOCAL);
    const { port } = probe.local;
    await probe.close();
    await expect(openTransport({ ...LOCAL, port, tcp: true, tlsCertFile: join(folder, 'none.pem'), tlsKeyFile: join(folder, 'none.pem') })).rejects.toThrow('ENOENT');
    const [udp, tcp] = await Promise.all([openUdpTransport({ ...LOCAL, port }), openTcpTransport({ ...LOCAL, port })]);
    await Promise.all([udp.close(), tcp.close()]);
  });

  it('is given back where somebody has the same port by TCP', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, LOCAL.host, resolve));
    const { port } = taken.address() as { port: number };
    await expect(openTransport({ ...LOCAL, port, tcp: true })).rejects.toThrow('EADDRINUSE');
    await (await openUdpTransport({ ...LOCAL, port })).close();
    await new Promise((resolve) => taken.close(resolve));
  });
});

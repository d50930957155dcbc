import { connect, createServer } from 'node:net';
import { once } from 'node:events';
import { connect as connectTls } from 'node:tls';
import { selfSignedCertificate } from '@faxwire/testing';
import { CallLog, audioSdp } from '../testing/call-log.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { INVITE_TEXT, wire } from '../testing/messages.ts';
import { openStreamAgent } from '../testing/stream-agent.ts';
import { openTcpTransport } from './tcp.ts';
import { openTlsTransport } from './tls.ts';
import type { Socket } from 'node:net';
import type { StreamAgent } from '../testing/stream-agent.ts';
import type { IncomingCall } from '../user-agent/incoming-call.ts';
import type { Remote } from './transport.ts';

const LOOPBACK = { host: '127.0.0.1', port: 0 };
const open: { close(): Promise<void> }[] = [];
const kept = <Part extends { close(): Promise<void> }>(part: Part): Part => {
  open.push(part);
  return part;
};

afterEach(async () => {
  await Promise.all(open.splice(0).map((part) => part.close()));
});

/** However it came to that. */
function closed(socket: Socket): Promise<unknown> {
  return socket.destroyed ? Promise.resolve() : new Promise((resolve) => socket.once('close', resolve));
}

async function agentWith(options: Parameters<typeof openStreamAgent>[0] = {}): Promise<StreamAgent> {
  const made = await openStreamAgent(options);
  kept({ close: () => made.agent.close({ graceMs: 200 }) });
  return made;
}

/** A call from one to the other, with a change of media and an end from each side. */
async function callAcross(one: StreamAgent, other: StreamAgent, { to, offer = audioSdp(4_000) }: { to: Remote; offer?: string }) {
  const [near, far] = [new CallLog(), new CallLog()];
  near.answer = far.answer = () => ({ ok: true, sdp: audioSdp(6_000) });
  const arrived = new Promise<IncomingCall>((resolve) => {
    other.agent.onInvite = (incoming) => {
      incoming.listen(far);
      incoming.answer(audioSdp(5_000));
      far.onAnswered = () => resolve(incoming);
    };
  });
  const call = one.agent.invite({
    target: { user: '100', host: to.host, port: to.port }, nextHop: to, from: { user: '200', host: 'h.example' }, offer, inviteTimeoutMs: 5_000, ringTimeoutMs: 5_000, listener: near,
  });
  const incoming = await Promise.race([arrived, call.ended.then((end) => Promise.reject(new Error(JSON.stringify(end))))]);
  const answers = [await call.reinvite(audioSdp(4_002)), await incoming.reinvite(audioSdp(5_002))];
  incoming.bye();
  const ends = await Promise.all([call.ended, incoming.ended]);
  return { answers: answers.map(({ ok }) => ok), ends: ends.map(({ kind }) => kind), incoming };
}

describe.each(['127.0.0.1', '::1'])('over %s', (host) => {
  it('a call by TCP has all its messages on one connection', async () => {
    const [one, other] = [await agentWith({ host }), await agentWith({ host })];
    const { answers, ends, incoming } = await callAcross(one, other, { to: { ...other.tcp, transport: 'tcp' } });
    expect([answers, ends]).toEqual([[true, true], ['remote_bye', 'local_bye']]);
    expect(incoming.header('Via')).toContain('SIP/2.0/TCP');
    expect(incoming.header('Contact')).toContain(';transport=tcp');
    expect(other.seen.filter((line) => !line.includes(' tcp '))).toEqual([]);
  });

  it('a long INVITE goes by TCP, and a short one by UDP', async () => {
    const [one, other] = [await agentWith({ host }), await agentWith({ host })];
    await callAcross(one, other, { to: other.udp });
    expect(one.seen[0]).toBe('out udp INVITE');
    one.seen.length = 0;
    await callAcross(one, other, { to: other.udp, offer: `${audioSdp(4_000)}a=x:${'y'.repeat(1_400)}\r\n` });
    expect(one.seen[0]).toBe('out tcp INVITE');
  });
});

it('a long INVITE to a far end without TCP goes by UDP after all', async () => {
  const [one, other] = [await agentWith(), await agentWith({ isUdpOnly: true })];
  const { ends } = await callAcross(one, other, { to: other.udp, offer: `${audioSdp(4_000)}a=x:${'y'.repeat(1_400)}\r\n` });
  expect(ends).toEqual(['remote_bye', 'local_bye']);
  expect(one.seen.slice(0, 2)).toEqual(['out tcp INVITE', 'out udp INVITE']);
});

describe('a call by TLS', () => {
  const certificate = selfSignedCertificate('sip.carrier.example');
  const tls = { ...certificate, ca: certificate.cert };

  it('stands where the certificate names the host, and both ends show one', async () => {
    const [one, other] = [await agentWith({ tls }), await agentWith({ tls: { ...tls, clientCertificates: 'required' } })];
    const to = { host: '127.0.0.1', port: other.tls?.port ?? 0, transport: 'tls', serverName: 'sip.carrier.example' } as const;
    const { ends, incoming } = await callAcross(one, other, { to });
    expect(ends).toEqual(['remote_bye', 'local_bye']);
    expect(incoming.header('Via')).toContain('SIP/2.0/TLS');
  });

  const strange = selfSignedCertificate('sip.carrier.example');
  it.each([
    ['the certificate names another host', tls, tls, 'sip.other.example', 'not for sip.other.example'],
    ['nobody vouches for the certificate', { ...certificate, ca: strange.cert }, tls, 'sip.carrier.example', 'certificate'],
  ])('does not where %s', async (_name, ours, theirs, serverName, detail) => {
    const far = kept(await openTlsTransport(LOOPBACK, theirs));
    const heard: unknown[] = [];
    far.onMessage((bytes) => heard.push(bytes));
    const near = kept(await openTlsTransport(LOOPBACK, ours));
    const failed = new Promise<string>((resolve) => near.send(wire(INVITE_TEXT), { ...far.local, transport: 'tls', serverName }, resolve));
    expect(await failed).toContain(detail);
    expect(heard).toEqual([]);
  });

  it.each([
    ['with a client certificate that we can check', { key: tls.key, cert: tls.cert }, 1],
    ['with one that we cannot', { key: strange.key, cert: strange.cert }, 0],
    ['with none', {}, 0],
    ['with an old version', { key: tls.key, cert: tls.cert, minVersion: 'TLSv1' as const, maxVersion: 'TLSv1.1' as const }, 0],
  ])('from somebody %s is heard as it should be', async (_name, client, expected) => {
    const far = kept(await openTlsTransport(LOOPBACK, { ...tls, clientCertificates: 'required' }));
    const heard: unknown[] = [];
    const socket = connectTls({ port: far.local.port, host: far.local.host, ca: tls.cert, checkServerIdentity: () => undefined, ...client });
    far.onMessage((bytes) => {
      heard.push(bytes);
      socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.write(wire(INVITE_TEXT));
    await closed(socket);
    expect(heard).toHaveLength(expected);
  });
});

describe('a TCP transport', () => {
  async function listening(limits: Parameters<typeof openTcpTransport>[1] = {}) {
    const clock = new ManualClock();
    const transport = kept(await openTcpTransport(LOOPBACK, { clock, ...limits }));
    const heard: string[] = [];
    transport.onMessage((bytes) => heard.push(Buffer.from(bytes).toString()));
    const client = async () => {
      const socket = connect(transport.local.port, transport.local.host);
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      return socket;
    };
    return { clock, transport, heard, client };
  }

  it('answers a keep-alive and goes on', async () => {
    const { client } = await listening();
    const socket = await client();
    socket.write('\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toBe('\r\n');
    socket.destroy();
  });

  it('leaves a sender who begins a message and does not end it in time', async () => {
    const { clock, client, heard } = await listening();
    const socket = await client();
    socket.write('\r\n\r\nINVITE sip:a');
    await once(socket, 'data');
    clock.advance(9_000);
    socket.write('@b');
    clock.advance(1_001);
    await closed(socket);
    expect(heard).toEqual([]);
  });

  it('leaves a sender whose stream cannot be cut', async () => {
    const { client } = await listening();
    const socket = await client();
    socket.write('INVITE sip:a SIP/2.0\r\n\r\n');
    await closed(socket);
  });

  it('takes no more connections of one source than it should', async () => {
    const { client, transport } = await listening({ limits: { connectionsPerSource: 2 } });
    const [first, second, third] = [await client(), await client(), await client()];
    await closed(third);
    expect(transport.connections).toBe(2);
    first.destroy();
    second.destroy();
  });

  it('closes what is idle', async () => {
    const { clock, client } = await listening();
    const socket = await client();
    socket.write('\r\n\r\n');
    await once(socket, 'data');
    clock.advance(600_000);
    await closed(socket);
  });

  it('keeps its own connections alive, leaves a peer that answers no keep-alive, and tells that the flow failed', async () => {
    const { clock, transport } = await listening();
    const failures: Remote[] = [];
    transport.onFlowFailed?.((remote) => failures.push(remote));
    const server = createServer((socket) => void peers.push(socket));
    const peers: Socket[] = [];
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const failed = new Promise((resolve) => transport.send(wire(INVITE_TEXT), { host: '127.0.0.1', port, transport: 'tcp' }, resolve));
    const [peer] = (await once(server, 'connection')) as [Socket];
    await once(peer, 'data');
    clock.advance(95_000);
    const [ping] = (await once(peer, 'data')) as [Buffer];
    expect(ping.toString()).toBe('\r\n\r\n');
    clock.advance(10_000);
    await closed(peer);
    expect([transport.connections, failures]).toEqual([0, [{ host: '127.0.0.1', port, transport: 'tcp' }]]);
    server.close();
    await Promise.race([failed, Promise.resolve()]);
  });

  it('is asked sooner whether the flow stands where somebody wants to know', async () => {
    const { transport } = await listening();
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const remote = { host: '127.0.0.1', port: (server.address() as { port: number }).port, transport: 'tcp' as const };
    transport.keepAlive?.(remote);
    expect(transport.connections).toBe(0);
    transport.send(wire(INVITE_TEXT), remote);
    const [peer] = (await once(server, 'connection')) as [Socket];
    await once(peer, 'data');
    transport.keepAlive?.(remote);
    expect(String((await once(peer, 'data'))[0])).toBe('\r\n\r\n');
    peer.destroy();
    server.close();
  });

  it('tells a peer that is not there within the connect time-out', async () => {
    const { transport } = await listening();
    const gone = createServer();
    gone.listen(0, '127.0.0.1');
    await once(gone, 'listening');
    const { port } = gone.address() as { port: number };
    gone.close();
    await once(gone, 'close');
    expect(await new Promise((resolve) => transport.send(wire(INVITE_TEXT), { host: '127.0.0.1', port, transport: 'tcp' }, resolve))).toContain('ECONNREFUSED');
  });
});

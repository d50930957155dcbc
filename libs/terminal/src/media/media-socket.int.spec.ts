import type { Socket } from 'node:dgram';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { encodeUdptl } from '@faxwire/t38';
import { MediaSocket } from './media-socket.ts';
import { encodeRtp } from './rtp-packet.ts';

const LOOPBACK = '127.0.0.1';
const NO_SIGNAL = Uint8Array.of(0);
const open: MediaSocket[] = [];
const strangers: Socket[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((socket) => socket.close()));
  for (const stranger of strangers.splice(0)) stranger.close();
});

async function bind(): Promise<MediaSocket> {
  const socket = await MediaSocket.bind({ host: LOOPBACK });
  open.push(socket);
  return socket;
}

async function pair(): Promise<[MediaSocket, MediaSocket]> {
  const [a, b] = [await bind(), await bind()];
  a.expect({ address: LOOPBACK, port: b.port });
  b.expect({ address: LOOPBACK, port: a.port });
  return [a, b];
}

async function stranger(): Promise<Socket> {
  const socket = createSocket('udp4');
  strangers.push(socket);
  socket.bind(0, LOOPBACK);
  await once(socket, 'listening');
  return socket;
}

/** A terminal that takes notes, and a promise of its n-th packet. */
function listener(): { receive(ifp: Uint8Array, sequence: number): void; heard: number[]; count(n: number): Promise<void> } {
  const heard: number[] = [];
  const waiting: { n: number; resolve: () => void }[] = [];
  return {
    heard,
    receive: (_ifp, sequence) => {
      heard.push(sequence);
      for (const { n, resolve } of waiting) if (heard.length >= n) resolve();
    },
    count: (n) => (heard.length >= n ? Promise.resolve() : new Promise((resolve) => waiting.push({ n, resolve }))),
  };
}

const datagram = (sequence: number): Uint8Array =>
  encodeUdptl({ sequence, primary: NO_SIGNAL, recovery: { kind: 'redundancy', secondaries: [] } });

describe('The media port of a call', () => {
  it('hears the answer tone, then carries T.38 on the same port', async () => {
    const [caller, answerer] = await pair();
    const { port } = caller;
    const ced = new Promise<void>((resolve) => caller.openAudio({ codec: 'PCMA', speed: 20, signal: 'cng', onCed: resolve }));
    answerer.openAudio({ codec: 'PCMA', speed: 20, signal: 'ced' });
    await ced;
    const ear = listener();
    caller.switchToT38().attach(ear);
    const channel = answerer.switchToT38();
    channel.send(NO_SIGNAL, 3);
    channel.send(NO_SIGNAL, 1);
    await ear.count(2);
    expect(ear.heard).toEqual([0, 1]);
    expect(caller.port).toBe(port);
  });

  it('keeps what the far end sends before the terminal is there', async () => {
    const [caller, answerer] = await pair();
    const channel = caller.switchToT38();
    const early = answerer.switchToT38();
    early.send(NO_SIGNAL, 1);
    while (caller.counters.received === 0) await new Promise((resolve) => setImmediate(resolve));
    const ear = listener();
    channel.attach(ear);
    expect(ear.heard).toEqual([0]);
  });

  it('drops and counts what comes from anywhere else', async () => {
    const [caller, answerer] = await pair();
    const ear = listener();
    caller.switchToT38().attach(ear);
    const attacker = await stranger();
    attacker.send(datagram(0), caller.port, LOOPBACK);
    while (caller.counters.foreign === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(ear.heard).toEqual([]);
    answerer.switchToT38().send(NO_SIGNAL, 1);
    await ear.count(1);
  });

  async function latched(first: Uint8Array, latch?: 'same-host' | 'any-host', signalled = { address: LOOPBACK, port: 9 }) {
    const caller = await bind();
    caller.expect(signalled, latch);
    const ear = listener();
    caller.switchToT38().attach(ear);
    const [translated, attacker] = [await stranger(), await stranger()];
    translated.send(first, caller.port, LOOPBACK);
    while (caller.counters.received === 0) await new Promise((resolve) => setImmediate(resolve));
    attacker.send(datagram(1), caller.port, LOOPBACK);
    while (caller.counters.received < 2) await new Promise((resolve) => setImmediate(resolve));
    return { heard: ear.heard, counters: caller.counters };
  }

  it('moves to another source once, and only where that is allowed', async () => {
    expect(await latched(datagram(0), 'same-host')).toMatchObject({ heard: [0], counters: { foreign: 1, latched: 1 } });
    expect(await latched(datagram(0))).toMatchObject({ heard: [], counters: { foreign: 2, latched: 0 } });
  });

  it('moves to another host only where that is allowed too', async () => {
    const elsewhere = { address: '192.0.2.1', port: 9 };
    expect(await latched(datagram(0), 'same-host', elsewhere)).toMatchObject({ heard: [], counters: { latched: 0 } });
    expect(await latched(datagram(0), 'any-host', elsewhere)).toMatchObject({ heard: [0], counters: { latched: 1 } });
  });

  it('does not move for what is no media', async () => {
    expect(await latched(Buffer.from('OPTIONS sip:a SIP/2.0'), 'any-host')).toMatchObject({ heard: [1], counters: { foreign: 1, latched: 1 } });
  });

  it('does not move any more once something came from where the far end said', async () => {
    const [caller, answerer] = [await bind(), await bind()];
    caller.expect({ address: LOOPBACK, port: answerer.port }, 'any-host');
    answerer.expect({ address: LOOPBACK, port: caller.port });
    const ear = listener();
    caller.switchToT38().attach(ear);
    answerer.switchToT38().send(NO_SIGNAL, 1);
    await ear.count(1);
    (await stranger()).send(datagram(7), caller.port, LOOPBACK);
    while (caller.counters.foreign === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(ear.heard).toEqual([0]);
  });

  it('stays where it moved when the far end names the same address again', async () => {
    const caller = await bind();
    caller.expect({ address: LOOPBACK, port: 9 }, 'same-host');
    const ear = listener();
    caller.switchToT38().attach(ear);
    const translated = await stranger();
    translated.send(datagram(0), caller.port, LOOPBACK);
    await ear.count(1);
    caller.expect({ address: LOOPBACK, port: 9 }, 'same-host');
    translated.send(datagram(1), caller.port, LOOPBACK);
    await ear.count(2);
  });

  it('survives what goes wrong for one datagram, and counts it', async () => {
    const [caller, answerer] = await pair();
    const ear = listener();
    caller.switchToT38().attach({
      receive: (ifp, sequence) => {
        if (sequence === 0) throw new Error('a fault of ours');
        ear.receive(ifp, sequence);
      },
    });
    const channel = answerer.switchToT38();
    channel.send(NO_SIGNAL, 1);
    channel.send(NO_SIGNAL, 1);
    await ear.count(1);
    expect(caller.counters.faults).toBe(1);
  });

  it('ignores and counts audio that keeps coming after the switch', async () => {
    const [caller, answerer] = await pair();
    const ear = listener();
    const channel = caller.switchToT38();
    channel.attach(ear);
    const other = answerer.switchToT38();
    answerer.send(encodeRtp({ payloadType: 8, sequence: 1, timestamp: 0, ssrc: 1, payload: new Uint8Array(160) }));
    other.send(NO_SIGNAL, 1);
    await ear.count(1);
    expect(channel.counters).toMatchObject({ rtp: 1, delivered: 1, lost: 0 });
  });

  it('stays within its range and says when that is full', async () => {
    let taken = await bind();
    while (taken.port % 2 === 1) taken = await bind();
    const portRange = { first: taken.port, last: taken.port + 1 };
    await expect(MediaSocket.bind({ host: LOOPBACK, portRange })).rejects.toMatchObject({ code: 'no_port' });
  });

  it('takes no names and no port 0 for the far end', async () => {
    const socket = await bind();
    for (const remote of [{ address: 'pbx.example', port: 4000 }, { address: LOOPBACK, port: 0 }]) {
      expect(() => socket.expect(remote)).toThrow(expect.objectContaining({ code: 'invalid_remote' }));
    }
  });
});

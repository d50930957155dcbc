import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import type { TransmitOrder } from '@faxwire/contracts';
import { FULL_SETTINGS, phoneNumber, type PhoneNumber } from '@faxwire/fax';
import { ManualClock, UserAgent, openUdpTransport, systemClock, systemRandom, type CallEnd, type IncomingCall, type OutgoingCall } from '@faxwire/sip';
import { SpanDspPool, type MediaSocket } from '@faxwire/terminal';
import { sandboxTrunk } from '@faxwire/trunks';
import { createMedia } from './create-media.ts';
import { IncomingCalls } from './inbound/incoming-calls.ts';
import type { CallOutcome, InboundDependencies } from './inbound/inbound-dependency.ts';
import type { Media } from './media.ts';
import { MediaPorts } from './media-ports.ts';

const LOOPBACK = '127.0.0.1';
const NUMBER = phoneNumber('+19995550100');
const never = new AbortController().signal;
const terminals = new SpanDspPool({ spares: 0 });
const opened: (Media | UserAgent)[] = [];
const order: TransmitOrder = {
  faxId: 'fax', attemptId: 'att', mode: 'test', phoneNumber: NUMBER, callerNumber: '+19995550000', pagesPath: '/nowhere',
  pageCount: 1, resolution: 'fine', fromPage: 0, settings: FULL_SETTINGS, signal: never,
};

afterAll(async () => {
  await Promise.all(opened.map((end) => end.close({ graceMs: 0 })));
  await terminals.close();
});

/** Two ports and the two above them for RTCP, all of them free a moment ago. */
async function rangeOfTwo(): Promise<readonly [number, number]> {
  for (;;) {
    const probe = createSocket('udp4').bind(0, LOOPBACK);
    await once(probe, 'listening');
    const first = probe.address().port & ~1;
    probe.close();
    if (first + 3 <= 65_535 && (await areFree([first, first + 2]))) return [first, first + 3];
  }
}

async function areFree(ports: readonly number[]): Promise<boolean> {
  const taken = await Promise.all(ports.map((port) => occupy(port).then(free, () => undefined)));
  return !taken.includes(undefined);
}

async function occupy(port: number): Promise<Socket> {
  const socket = createSocket('udp4').bind({ address: LOOPBACK, port, exclusive: true });
  await once(socket, 'listening');
  return socket;
}

const free = (socket: Socket) => new Promise<true>((resolve) => void socket.close(() => resolve(true)));

async function agent(): Promise<{ agent: UserAgent; port: number }> {
  const transport = await openUdpTransport({ host: LOOPBACK, port: 0 });
  const created = new UserAgent({ transport, clock: systemClock, random: systemRandom });
  opened.push(created);
  return { agent: created, port: transport.local.port };
}

async function mediaOf(port: number, range: readonly [number, number]): Promise<{ media: Media; exhausted: () => number }> {
  let count = 0;
  const media = await createMedia({
    clock: systemClock, random: systemRandom, terminals,
    trunks: [{ ...sandboxTrunk({ host: LOOPBACK, port, speed: 20, channels: 10 }), callsPerSecond: 1_000 }],
    sip: { host: LOOPBACK, port: 0 }, mediaPortRange: range,
    metrics: { channels: () => undefined, pagesConfirmed: () => undefined, mediaPortsExhausted: () => (count += 1) },
  });
  opened.push(media);
  return { media, exhausted: () => count };
}

describe('a range of two ports', () => {
  it('carries four calls out, two at a time, and costs none of them its attempt', async () => {
    const ringing: IncomingCall[] = [];
    const far = await agent();
    let most = 0;
    far.agent.onInvite = (call) => {
      most = Math.max(most, ringing.push(call));
      // Busy only once the second is there as well: were there one port only, this would never end.
      if (ringing.length === 2) for (const each of ringing.splice(0)) each.refuse(486);
    };
    const { media, exhausted } = await mediaOf(far.port, await rangeOfTwo());
    const results = await Promise.all(Array.from({ length: 4 }, async () => {
      const channel = await media.reserve('sandbox', never);
      return channel.transmit(order, () => Promise.resolve()).finally(() => channel.release());
    }));
    expect(results.map((result) => (result.ok ? 'sent' : result.failure.cause))).toEqual(['busy', 'busy', 'busy', 'busy']);
    expect([most, exhausted()]).toEqual([2, 2]);
  });

  it('lets a fax that waited too long go back to where it waits at rest, with its line', async () => {
    const { media } = await mediaOf((await agent()).port, await rangeOfTwo());
    const held = [await media.reserve('sandbox', never), await media.reserve('sandbox', never)];
    const patience = new AbortController();
    const waiting = media.reserve('sandbox', patience.signal);
    patience.abort(new Error('waited long enough'));
    await expect(waiting).rejects.toThrow('waited long enough');
    const next = media.reserve('sandbox', never);
    held[0]?.release();
    (await next).release();
  });

  it('answers two of four calls that come in, and asks the others to come again', async () => {
    const { media } = await mediaOf((await agent()).port, await rangeOfTwo());
    const begun: (() => void)[] = [];
    const refused = new Promise<readonly CallOutcome[]>((resolve) => {
      const outcomes: CallOutcome[] = [];
      const onOutcome = (outcome: CallOutcome) => void (outcomes.push(outcome) === 2 && resolve(outcomes));
      media.takeCalls(new IncomingCalls(inboundOf(() => new Promise((go) => begun.push(go)), onOutcome)));
    });
    const caller = await agent();
    const calls: OutgoingCall[] = [];
    const ends = await Promise.all(Array.from({ length: 4 }, () => new Promise<CallEnd | 'rings'>((resolve) => {
      calls.push(caller.agent.invite({
        target: { user: NUMBER, host: LOOPBACK, port: media.address.port }, from: { user: '+19995550000', host: LOOPBACK },
        offer: 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\n',
        inviteTimeoutMs: 5_000, ringTimeoutMs: 5_000,
        listener: { onProvisional: (status) => { if (status === 180) resolve('rings'); }, onEnded: resolve },
      }));
    })));
    const told = ends.map((end) => (end === 'rings' ? end : end.kind === 'refused' ? `${end.status}, again in ${end.retryAfterSeconds} s` : end.kind));
    expect(told.sort()).toEqual(['503, again in 30 s', '503, again in 30 s', 'rings', 'rings']);
    expect(await refused).toEqual(['no_port', 'no_port']);
    for (const go of begun) go();
    await Promise.all(calls.map(({ ended }) => ended));
  });
});

describe('whoever waits for a port', () => {
  const portsOf = async (clock: ManualClock) => {
    const [first, last] = await rangeOfTwo();
    return new MediaPorts({ host: LOOPBACK, range: { first, last }, clock });
  };

  it('is served in order of arrival, as soon as a call has ended', async () => {
    const ports = await portsOf(new ManualClock());
    const [one, two] = [await ports.wait(never), await ports.wait(never)];
    const order: string[] = [];
    const take = (name: string) => ports.wait(never).then((socket) => (order.push(name), socket));
    const waiting = [take('third'), take('fourth')];
    expect(await ports.take()).toBeUndefined();
    await one.close();
    ports.freed();
    const third = (await waiting[0]) as MediaSocket;
    expect(order).toEqual(['third']);
    await two.close();
    ports.freed();
    const fourth = (await waiting[1]) as MediaSocket;
    expect(order).toEqual(['third', 'fourth']);
    await Promise.all([third.close(), fourth.close()]);
  });

  it('looks again for a port that somebody else has given back without a word', async () => {
    const clock = new ManualClock();
    const ports = await portsOf(clock);
    const [one, two] = [await ports.wait(never), await ports.wait(never)];
    const waiting = ports.wait(never);
    await two.close();
    clock.advance(1_000);
    await (await waiting).close();
    await one.close();
  });
});

/** A tenant's number, whose calls ring until their fax is on record; and then it turns out that it is on record already. */
function inboundOf(record: () => Promise<void>, incomingCall: (outcome: CallOutcome) => void): InboundDependencies {
  const held = { lost: never, release: () => Promise.resolve() };
  return {
    faxes: { execute: () => record().then(() => ({ ok: false })) },
    channels: { claim: () => Promise.resolve('granted'), hold: () => Promise.resolve(held) },
    door: { trunkOf: () => Promise.resolve(sandboxTrunk({ host: LOOPBACK, port: 1, speed: 20 })) },
    numbers: { tenantOf: (number: PhoneNumber) => Promise.resolve(number) },
    tenants: { record: (id: string) => Promise.resolve({ id, suspended: false, quotas: {} }) },
    quotaUse: { exhausted: () => Promise.resolve(undefined) },
    metrics: { incomingCall },
    terminals, scratchDir: tmpdir(), clock: systemClock, now: Date.now, maxCallSeconds: 60,
  } as never;
}

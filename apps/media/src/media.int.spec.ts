import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { LineResult, TransmitOrder } from '@faxwire/contracts';
import { FULL_SETTINGS, phoneNumber } from '@faxwire/fax';
import { UserAgent, openUdpTransport, systemClock, systemRandom, type IncomingCall } from '@faxwire/sip';
import { SpanDspPool } from '@faxwire/terminal';
import { sandboxTrunk, type TrunkConfiguration } from '@faxwire/trunks';
import { createMedia } from './create-media.ts';
import { MediaClosing, type Media } from './media.ts';
import type { MediaDependencies } from './media-dependency.ts';

/** Calls that end before any page: no fax process is needed for them. */
const LOOPBACK = '127.0.0.1';
const shared = { clock: systemClock, random: systemRandom, terminals: new SpanDspPool({ spares: 0 }) };
const never = new AbortController().signal;

const opened: (Media | UserAgent)[] = [];

/** The other end of a trunk. @returns its port */
async function carrier(onInvite: (call: IncomingCall) => void): Promise<number> {
  const transport = await openUdpTransport({ host: LOOPBACK, port: 0 });
  const userAgent = new UserAgent({ transport, clock: systemClock, random: systemRandom });
  userAgent.onInvite = onInvite;
  opened.push(userAgent);
  return transport.local.port;
}
const busy = (call: IncomingCall) => call.refuse(486);
const rings = (call: IncomingCall) => call.ring();

const trunkTo = (port: number, rest: Partial<TrunkConfiguration> = {}): TrunkConfiguration => ({
  ...sandboxTrunk({ host: LOOPBACK, port, speed: 20 }),
  callsPerSecond: 1_000,
  ...rest,
});

async function mediaWith(trunk: TrunkConfiguration, rest: Partial<MediaDependencies> = {}): Promise<Media> {
  const media = await createMedia({ ...shared, trunks: [trunk], sip: { host: LOOPBACK, port: 0 }, ...rest });
  opened.push(media);
  return media;
}

const orderTo = (number: string, rest: Partial<TransmitOrder> = {}): TransmitOrder => ({
  faxId: 'fax', attemptId: 'att', mode: 'test', phoneNumber: phoneNumber(number), callerNumber: '+19995550000', pagesPath: '/nowhere',
  pageCount: 1, resolution: 'fine', fromPage: 0, settings: FULL_SETTINGS, signal: never, ...rest,
});
const ignore = () => Promise.resolve();

afterAll(async () => {
  await Promise.all(opened.map((end) => end.close({ graceMs: 0 })));
  await shared.terminals.close();
});

describe('a trunk that does not respond', () => {
  it('is unreachable after its own time-out, long before timer B', async () => {
    const mute = createSocket('udp4').bind(0, LOOPBACK);
    await once(mute, 'listening');
    const media = await mediaWith(trunkTo(mute.address().port, { inviteTimeoutMs: 200 }));
    const channel = await media.reserve('sandbox', never);
    const result = await channel.transmit(orderTo('+19995550100'), ignore);
    expect(result).toMatchObject({ ok: false, failure: { cause: 'trunk_unreachable' } });
    mute.close();
  });
});

describe('many faxes at once', () => {
  it('never have more calls on a trunk than it has channels', async () => {
    let live = 0;
    let most = 0;
    const port = await carrier((call) => {
      most = Math.max(most, ++live);
      setTimeout(() => {
        live -= 1;
        call.refuse(486);
      }, 5);
    });
    const used: number[] = [];
    const metrics = { channels: (_: string, { inUse }: { inUse: number }) => used.push(inUse), pagesConfirmed: () => undefined };
    const media = await mediaWith(trunkTo(port, { channels: 3 }), { metrics });
    const results = await Promise.all(Array.from({ length: 50 }, async () => {
      const channel = await media.reserve('sandbox', new AbortController().signal);
      return channel.transmit(orderTo('+19995550101'), ignore).finally(() => channel.release());
    }));
    expect(results.filter((result) => !result.ok && result.failure.cause === 'busy')).toHaveLength(50);
    expect(most).toBe(3);
    expect([Math.max(...used), used.at(-1)]).toEqual([3, 0]);
  });
});

describe('a worker that leaves', () => {
  it('lets a live call go on for its grace, hangs up then, and turns away who waits or comes', async () => {
    const media = await mediaWith(trunkTo(await carrier(rings), { channels: 1 }));
    const channel = await media.reserve('sandbox', never);
    const waiting = media.reserve('sandbox', new AbortController().signal).catch((error: unknown) => error);
    const call = await new Promise<{ result: Promise<LineResult> }>((rung) => {
      const result = channel.transmit(orderTo('+19995550102'), async () => {
        setImmediate(() => rung({ result }));
      });
    });
    const startedAt = performance.now();
    const closed = media.close({ graceMs: 200 });
    expect(await waiting).toBeInstanceOf(MediaClosing);
    await expect(media.reserve('sandbox', never)).rejects.toBeInstanceOf(MediaClosing);
    expect(await call.result).toMatchObject({ ok: false, failure: { cause: 'stopped' } });
    expect(performance.now() - startedAt).toBeGreaterThan(190);
    await closed;
    expect(media.liveCalls).toBe(0);
    expect(await channel.transmit(orderTo('+19995550102'), ignore)).toMatchObject({ ok: false, failure: { cause: 'stopped' } });
  });

  it('hangs up at once when somebody insists', async () => {
    const media = await mediaWith(trunkTo(await carrier(rings)));
    const channel = await media.reserve('sandbox', never);
    const results: LineResult[] = [];
    const rung = new Promise<void>((resolve) => {
      void channel.transmit(orderTo('+19995550102'), async () => resolve()).then((result) => results.push(result));
    });
    await rung;
    const closed = media.close({ graceMs: 60_000 });
    void media.close({ graceMs: 120_000 });
    expect(media.liveCalls).toBe(1);
    const startedAt = performance.now();
    await media.close({ graceMs: 0 });
    await closed;
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(results).toMatchObject([{ ok: false, failure: { cause: 'stopped' } }]);
  });

  it('turns away who waits for the pace of calls, and frees the channel', async () => {
    const used: number[] = [];
    const metrics = { channels: (_: string, { inUse }: { inUse: number }) => used.push(inUse), pagesConfirmed: () => undefined };
    const media = await mediaWith(trunkTo(await carrier(busy), { callsPerSecond: 0.01 }), { metrics });
    const first = await media.reserve('sandbox', never);
    const pacing = media.reserve('sandbox', never).catch((error: unknown) => error);
    await new Promise((resolve) => setImmediate(resolve));
    void media.close({ graceMs: 0 });
    expect(await pacing).toBeInstanceOf(MediaClosing);
    first.release();
    expect(used.at(-1)).toBe(0);
  });

  it('turns away who was given a channel just before, without another wait', async () => {
    const media = await mediaWith(trunkTo(await carrier(busy), { channels: 1, callsPerSecond: 0.01 }));
    const first = await media.reserve('sandbox', never);
    const next = media.reserve('sandbox', never).catch((error: unknown) => error);
    first.release();
    void media.close({ graceMs: 0 });
    expect(await next).toBeInstanceOf(MediaClosing);
  });

  it('says on a channel granted before that a call begun now would be cut off', async () => {
    const media = await mediaWith(trunkTo(await carrier(busy)));
    const channel = await media.reserve('sandbox', never);
    expect(channel.isOpen).toBe(true);
    void media.close({ graceMs: 60_000 });
    expect(channel.isOpen).toBe(false);
  });

  it('leaves at once when nothing is live', async () => {
    const media = await mediaWith(trunkTo(await carrier(busy)));
    const startedAt = performance.now();
    await media.close({ graceMs: 60_000 });
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});

describe('an order that was given up before its call', () => {
  it('is not dialled', async () => {
    const points: string[] = [];
    const media = await mediaWith(trunkTo(await carrier(busy)), { failPoint: (name) => void points.push(name) });
    const channel = await media.reserve('sandbox', never);
    const result = await channel.transmit(orderTo('+19995550100', { signal: AbortSignal.abort() }), ignore);
    expect(result).toMatchObject({ ok: false, failure: { cause: 'stopped' } });
    expect(points).toEqual([]);
  });
});

describe('the trace of a call', () => {
  it('tells trunk and cause, and no number', async () => {
    const attributes: Record<string, unknown> = {};
    const media = await mediaWith(trunkTo(await carrier(busy)), {
      withSpan: (_, options, work) => {
        Object.assign(attributes, options.attributes);
        return work({ setAttribute: (name, value) => (attributes[name] = value) });
      },
    });
    const channel = await media.reserve('sandbox', never);
    await channel.transmit(orderTo('+19995550101'), ignore);
    expect(attributes).toEqual({
      'faxwire.attempt_id': 'att', 'faxwire.trunk': 'sandbox', 'faxwire.from_page': 0, 'faxwire.ok': false, 'faxwire.cause': 'busy', 'sip.status': 486,
    });
  });
});

describe('two trunks of one name', () => {
  it('stop the start', async () => {
    const trunk = trunkTo(await carrier(busy));
    await expect(createMedia({ ...shared, trunks: [trunk, trunk], sip: { host: LOOPBACK, port: 0 } })).rejects.toThrow('two trunks');
  });
});

import { networkInterfaces } from 'node:os';
import { FULL_SETTINGS, phoneNumber } from '@faxwire/fax';
import { UserAgent, openUdpTransport, parseSdp, systemClock, systemRandom, type CallEnd, type IncomingCall } from '@faxwire/sip';
import { SpanDspPool } from '@faxwire/terminal';
import { sandboxTrunk } from '@faxwire/trunks';
import { createMedia } from './create-media.ts';
import type { CallTaker, Media } from './media.ts';

const FAMILIES = [
  { name: 'four', host: '127.0.0.1', type: 'IP4' },
  { name: 'six', host: '::1', type: 'IP6' },
] as const;
const never = new AbortController().signal;
const terminals = new SpanDspPool({ spares: 0 });
const open: { close(options: { graceMs: number }): Promise<void> }[] = [];

beforeAll(() => {
  const hasIpv6 = Object.values(networkInterfaces()).flat().some((address) => address?.address === '::1');
  if (!hasIpv6) throw new Error('There is no ::1 on this machine. Type: sudo sysctl -w net.ipv6.conf.lo.disable_ipv6=0 net.ipv6.conf.all.disable_ipv6=0');
});
afterAll(async () => {
  await Promise.all(open.map((end) => end.close({ graceMs: 0 })));
  await terminals.close();
});

async function carrierAt(host: string, offers: (string | undefined)[]): Promise<{ agent: UserAgent; port: number }> {
  const transport = await openUdpTransport({ host, port: 0 });
  const agent = new UserAgent({ transport, clock: systemClock, random: systemRandom });
  open.push(agent);
  agent.onInvite = (call) => {
    offers.push(call.offer);
    call.refuse(486);
  };
  return { agent, port: transport.local.port };
}

/** One process with a trunk of either family. */
async function scene() {
  const offers: (string | undefined)[] = [];
  const carriers = await Promise.all(FAMILIES.map(({ host }) => carrierAt(host, offers)));
  const trunks = FAMILIES.map(({ name, host }, index) => ({ ...sandboxTrunk({ host, port: carriers[index]?.port ?? 0, speed: 20 }), name }));
  const media: Media = await createMedia({ clock: systemClock, random: systemRandom, terminals, trunks, sip: { host: '127.0.0.1', host6: '::1', port: 0 } });
  open.push(media);
  return { media, offers, carriers };
}

const connectionIn = (sdp: string | undefined) => {
  const parsed = parseSdp(sdp ?? '');
  return parsed.ok ? parsed.description.connection : undefined;
};

describe('a media process with both families of addresses', () => {
  it.each(FAMILIES)('calls the carrier at $host from its family, and names media there', async ({ name, host, type }) => {
    const { media, offers } = await scene();
    const channel = await media.reserve(name, never);
    const result = await channel.transmit({
      faxId: 'fax', attemptId: 'att', mode: 'test', phoneNumber: phoneNumber('+19995550100'), callerNumber: '+19995550000', pagesPath: '/nowhere',
      pageCount: 1, resolution: 'fine', fromPage: 0, settings: FULL_SETTINGS, signal: never,
    }, () => Promise.resolve());
    channel.release();
    expect(result).toMatchObject({ ok: false, failure: { cause: 'busy', sipStatus: 486 } });
    expect(offers.map(connectionIn)).toEqual([{ addressType: type, address: host }]);
  });

  it.each(FAMILIES)('is called at $host, and has a port there for the media', async ({ host }) => {
    const { media, carriers } = await scene();
    const hosts: string[] = [];
    const taker: CallTaker = {
      take: async (call: IncomingCall, line) => {
        const socket = await line.openSocket();
        if (socket) hosts.push(line.addressOf(socket));
        await socket?.close();
        call.refuse(486);
      },
      giveUp: () => undefined,
    };
    media.takeCalls(taker);
    const agent = carriers[FAMILIES.findIndex((family) => family.host === host)]?.agent;
    const end = await new Promise<CallEnd>((resolve) => {
      agent?.invite({
        target: { user: '+19995550200', host, port: media.address.port }, from: { user: '+19995550000', host }, offer: 'v=0\r\n',
        inviteTimeoutMs: 5_000, ringTimeoutMs: 5_000, listener: { onEnded: resolve },
      });
    });
    expect([end, hosts]).toMatchObject([{ kind: 'refused', status: 486 }, [host]]);
  });
});

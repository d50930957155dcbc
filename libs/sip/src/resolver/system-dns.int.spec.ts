import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { systemClock } from '../clock.ts';
import { systemRandom } from '../random.ts';
import { CallLog, audioSdp } from '../testing/call-log.ts';
import { DnsServer, type DnsZone } from '../testing/dns-server.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { countingRandom } from '../testing/simulated-pair.ts';
import { openUdpTransport } from '../transport/udp.ts';
import { UserAgent } from '../user-agent/user-agent.ts';
import { resolveTargets } from './resolve-targets.ts';
import { SystemDns } from './system-dns.ts';

const DOMAIN = 'carrier.example';
const server = (priority: number, weight: number, name: string, port = 5060) => ({ priority, weight, port, name: `${name}.${DOMAIN}` });
const ZONE: DnsZone = {
  [`NAPTR ${DOMAIN}`]: [
    { order: 20, preference: 1, flags: 's', service: 'SIP+D2T', replacement: `_sip._tcp.${DOMAIN}` },
    { order: 10, preference: 1, flags: 's', service: 'SIP+D2U', replacement: `_sip._udp.${DOMAIN}` },
  ],
  [`SRV _sip._udp.${DOMAIN}`]: [server(20, 0, 'backup'), server(10, 30, 'one'), server(10, 10, 'two')],
  [`A one.${DOMAIN}`]: ['192.0.2.1'], [`A two.${DOMAIN}`]: ['192.0.2.2'], [`A backup.${DOMAIN}`]: ['192.0.2.3'],
  [`AAAA backup.${DOMAIN}`]: ['2001:db8::3'],
};

const open: { close(): Promise<void> }[] = [];
afterAll(() => Promise.all(open.map((part) => part.close())));

async function dnsOf(zone: DnsZone) {
  const far = await DnsServer.open(zone);
  open.push(far);
  const clock = new ManualClock();
  return { far, clock, dns: new SystemDns({ clock, servers: [far.address], timeoutMs: 300 }) };
}

describe('the DNS of the machine', () => {
  it('leads from a domain by NAPTR and SRV to addresses of both families', async () => {
    const { dns } = await dnsOf(ZONE);
    const targets = await resolveTargets({ host: DOMAIN }, { dns, random: countingRandom(1), transports: ['udp', 'tcp'] });
    expect(targets.map(({ host }) => host).sort()).toEqual(['192.0.2.1', '192.0.2.2', '192.0.2.3', '2001:db8::3']);
    expect(targets.slice(-2).map(({ host }) => host)).toEqual(['192.0.2.3', '2001:db8::3']);
  });

  it('spreads calls over servers of one priority by their weights', async () => {
    const { dns } = await dnsOf(ZONE);
    const first = { one: 0, two: 0 };
    for (let count = 0; count < 2_000; count++) {
      const [target] = await resolveTargets({ host: DOMAIN }, { dns, random: systemRandom, transports: ['udp'] });
      first[target?.host === '192.0.2.1' ? 'one' : 'two'] += 1;
    }
    // Three of four, give or take six standard deviations.
    expect(Math.abs(first.one - 1_500)).toBeLessThan(120);
  });

  it('is asked once a minute for the same', async () => {
    const { far, clock, dns } = await dnsOf(ZONE);
    await dns.srv(`_sip._udp.${DOMAIN}`);
    await dns.srv(`_sip._udp.${DOMAIN}`);
    clock.advance(60_001);
    await dns.srv(`_sip._udp.${DOMAIN}`);
    expect(far.asked).toHaveLength(2);
  });

  it('that cannot answer is asked anew, addresses too, and its failure is not taken for an empty name', async () => {
    const { far, dns } = await dnsOf(ZONE);
    far.isFailing = true;
    await expect(dns.addresses(`one.${DOMAIN}`)).rejects.toThrow();
    await expect(dns.naptr(DOMAIN)).rejects.toThrow();
    far.isFailing = false;
    expect(await dns.addresses(`one.${DOMAIN}`)).toEqual(['192.0.2.1']);
    expect(await dns.naptr(DOMAIN)).toHaveLength(2);
  });

  it('knows of a name without addresses that it has none', async () => {
    const { dns } = await dnsOf(ZONE);
    expect(await dns.addresses(`nobody.${DOMAIN}`)).toEqual([]);
  });
});

describe('a carrier whose first server is dead', () => {
  it('is reached at its second long before timer B', async () => {
    const dead = createSocket('udp4').bind(0, '127.0.0.1');
    await once(dead, 'listening');
    open.push({ close: () => new Promise((resolve) => void dead.close(() => resolve())) });
    const [ours, theirs] = await Promise.all(['127.0.0.1', '127.0.0.1'].map((host) => openUdpTransport({ host, port: 0 })));
    if (!ours || !theirs) throw new Error('no transport');
    const [caller, callee] = [ours, theirs].map((transport) => new UserAgent({ transport, clock: systemClock, random: systemRandom }));
    if (!caller || !callee) throw new Error('no user agent');
    open.push({ close: () => caller.close({ graceMs: 0 }) }, { close: () => callee.close({ graceMs: 0 }) });
    callee.onInvite = (call) => call.refuse(486);
    const { dns } = await dnsOf({
      [`SRV _sip._udp.${DOMAIN}`]: [server(1, 1, 'dead', dead.address().port), server(2, 1, 'live', theirs.local.port)],
      [`A dead.${DOMAIN}`]: ['127.0.0.1'], [`A live.${DOMAIN}`]: ['127.0.0.1'],
    });
    const [nextHop, ...otherHops] = await resolveTargets({ host: DOMAIN }, { dns, random: systemRandom, transports: ['udp'] });
    const log = new CallLog();
    const startedAt = performance.now();
    const call = caller.invite({
      target: { user: '1', host: DOMAIN, port: 5060 }, from: { user: '2', host: '127.0.0.1' }, offer: audioSdp(4_000),
      ...(nextHop && { nextHop }), otherHops, inviteTimeoutMs: 300, ringTimeoutMs: 5_000, listener: log,
    });
    expect(await call.ended).toMatchObject({ kind: 'refused', status: 486 });
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});

import { ManualClock } from '../testing/manual-clock.ts';
import { systemRandom } from '../random.ts';
import { resolveTargets } from './resolve-targets.ts';
import { srvOrder } from './srv-order.ts';
import { TargetRest } from './target-rest.ts';
import type { DnsLookup, NaptrRecord, SrvRecord } from './dns-lookup.ts';
import type { WantedTarget } from './resolve-targets.ts';

interface Zone {
  readonly naptr?: Record<string, NaptrRecord[]>;
  readonly srv?: Record<string, SrvRecord[]>;
  readonly hosts?: Record<string, string[]>;
}

function dnsOf({ naptr = {}, srv = {}, hosts = {} }: Zone): DnsLookup {
  const read = <Item>(table: Record<string, Item[]>) => (name: string) => (table[name] === undefined ? Promise.reject(new Error('ENOTFOUND')) : Promise.resolve(table[name]));
  return { naptr: read(naptr), srv: read(srv), addresses: read(hosts) };
}

const resolved = async (wanted: WantedTarget, zone: Zone) =>
  (await resolveTargets(wanted, { dns: dnsOf(zone), random: systemRandom, transports: ['udp', 'tcp', 'tls'] })).map(
    ({ host, port, transport = 'udp', serverName }) => `${transport} ${host}:${port}${serverName === undefined ? '' : ` ${serverName}`}`,
  );
const srv = (name: string, priority = 1, weight = 1, port = 5070): SrvRecord => ({ name, priority, weight, port });
const naptr = (service: string, replacement: string, order: number): NaptrRecord => ({ order, preference: 1, flags: 's', service, replacement });

describe('the places of a domain (RFC 3263)', () => {
  const hosts = { a: ['192.0.2.1', '2001:db8::1'], b: ['192.0.2.2'], 'sip.example': ['192.0.2.9'] };
  it.each<[string, WantedTarget, Zone, string[]]>([
    ['an address is its own', { host: '192.0.2.5' }, {}, ['udp 192.0.2.5:5060']],
    ['an address with TLS has another port', { host: '2001:db8::5', transport: 'tls' }, {}, ['tls 2001:db8::5:5061']],
    ['with a port the records are not asked', { host: 'sip.example', port: 5080 }, { hosts, srv: { '_sip._udp.sip.example': [srv('a')] } }, ['udp 192.0.2.9:5080']],
    ['by NAPTR, the first service that we speak', { host: 'sip.example' },
      { hosts, naptr: { 'sip.example': [naptr('SIP+D2U', '_sip._udp.x', 2), naptr('SIPS+D2T', '_sips._tcp.x', 1), naptr('SIP+D2S', '_sip._sctp.x', 0)] }, srv: { '_sips._tcp.x': [srv('a')], '_sip._udp.x': [srv('b')] } },
      ['tls 192.0.2.1:5070 sip.example', 'tls 2001:db8::1:5070 sip.example']],
    ['by SRV where there is no NAPTR', { host: 'sip.example' }, { hosts, srv: { '_sip._tcp.sip.example': [srv('b', 2), srv('a', 1)] } }, ['tcp 192.0.2.1:5070', 'tcp 2001:db8::1:5070', 'tcp 192.0.2.2:5070']],
    ['by SRV of the transport asked for', { host: 'sip.example', transport: 'tcp' }, { hosts, srv: { '_sip._udp.sip.example': [srv('a')], '_sip._tcp.sip.example': [srv('b')] } }, ['tcp 192.0.2.2:5070']],
    ['by address where there is nothing else', { host: 'sip.example' }, { hosts }, ['udp 192.0.2.9:5060']],
    ['none where the service is denied, but the address', { host: 'sip.example' }, { hosts, srv: { '_sip._udp.sip.example': [{ name: '', priority: 0, weight: 0, port: 0 }] } }, ['udp 192.0.2.9:5060']],
    ['none where nobody knows the name', { host: 'nowhere.example' }, {}, []],
    ['not more than can be tried', { host: 'sip.example' }, { hosts: { many: Array.from({ length: 40 }, (_, n) => `192.0.2.${n}`) }, srv: { '_sip._udp.sip.example': [srv('many')] } }, Array.from({ length: 8 }, (_, n) => `udp 192.0.2.${n}:5070`)],
  ])('%s', async (_name, wanted, zone, expected) => {
    expect(await resolved(wanted, zone)).toEqual(expected);
  });
});

it('servers of one priority come first as often as their weights say, those of the next after them all', () => {
  const records = [srv('light', 1, 10), srv('heavy', 1, 90), srv('spare', 2, 100), srv('weightless', 1, 0)];
  const firsts = Array.from({ length: 2_000 }, () => srvOrder(records, systemRandom).map(({ name }) => name));
  const share = firsts.filter(([first]) => first === 'heavy').length / firsts.length;
  expect(share).toBeGreaterThan(0.84);
  expect(share).toBeLessThan(0.94);
  expect(firsts.every((names) => names[3] === 'spare' && names.length === 4)).toBe(true);
});

it('a place that failed rests, and is tried last meanwhile', () => {
  const clock = new ManualClock();
  const rest = new TargetRest(clock, 60_000);
  const [one, two] = [{ host: '192.0.2.1', port: 5060 }, { host: '192.0.2.2', port: 5060 }];
  rest.note(one, 'failed');
  expect(rest.ordered([one, two])).toEqual([two, one]);
  clock.advance(60_000);
  expect(rest.ordered([one, two])).toEqual([one, two]);
  rest.note(one, 'failed');
  rest.note(one, 'answered');
  expect(rest.isResting(one)).toBe(false);
  for (let port = 1; port < 3_000; port++) rest.note({ host: '192.0.2.3', port }, 'failed');
  expect(rest.isResting({ host: '192.0.2.3', port: 1 })).toBe(false);
});

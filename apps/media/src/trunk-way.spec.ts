import { ManualClock, SimulatedNetwork, UserAgent, parseMessage, responseTo, serialiseMessage, type DnsLookup, type Random, type SrvRecord } from '@faxwire/sip';
import { TRUNK_DEFAULTS, type TrunkConfiguration } from '@faxwire/trunks';
import { TrunkWay } from './trunk-way.ts';

const US = '192.0.2.1';
const FIRST = '192.0.2.11';
const SECOND = '192.0.2.12';
const DOMAIN = 'carrier.example';
const trunk: TrunkConfiguration = { ...TRUNK_DEFAULTS, name: 'carrier', host: DOMAIN, port: 0, callerNumber: '+12025550100', modes: ['live'] };

let tokens = 0;
const random: Random = { randomToken: (bytes) => (++tokens * 2_654_435_761).toString(16).padStart(bytes * 2, '0').slice(-bytes * 2) };
const record = (priority: number, name: string): SrvRecord => ({ priority, weight: 1, port: 5060, name });
const DNS: DnsLookup = {
  naptr: () => Promise.resolve([]),
  srv: (name) => Promise.resolve(name === `_sip._udp.${DOMAIN}` ? [record(2, SECOND), record(1, FIRST)] : []),
  addresses: () => Promise.resolve([]),
};
const NO_DNS: DnsLookup = { naptr: () => Promise.reject(new Error('away')), srv: () => Promise.reject(new Error('away')), addresses: () => Promise.reject(new Error('away')) };

/** A carrier on a simulated network whose servers answer as they are told; `status` of a server that is away is undefined. */
function carrier(configured: Partial<TrunkConfiguration> = {}, dns = DNS) {
  const clock = new ManualClock();
  const network = new SimulatedNetwork(clock);
  const heard: string[] = [];
  const status: Record<string, number | undefined> = { [FIRST]: 200, [SECOND]: 200 };
  for (const host of [FIRST, SECOND]) {
    const server = network.transport(host);
    server.onMessage((bytes, remote) => {
      const parsed = parseMessage(bytes);
      if (!parsed.ok) return void heard.push(`${host} keep-alive`);
      if (parsed.message.kind !== 'request') return;
      heard.push(`${host} ${parsed.message.method}`);
      const said = status[host];
      if (said !== undefined) server.send(serialiseMessage(responseTo(parsed.message, { status: said, toTag: 'far' })), remote);
    });
  }
  const agent = new UserAgent({ transport: network.transport(US), clock, random });
  const health: boolean[] = [];
  const way = new TrunkWay({ trunk: { ...trunk, ...configured }, clock, random, dns, onHealth: (_name, isUp) => health.push(isUp) });
  const pass = async (seconds: number) => {
    for (let passed = 0; passed < seconds; passed++) {
      clock.advance(1_000);
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    }
  };
  return { clock, agent, way, health, heard, status, pass };
}

describe('the way to a trunk', () => {
  it('leads to its servers in their order, and knows their addresses from then on', async () => {
    const { way } = carrier();
    expect(way.has(FIRST)).toBe(false);
    expect((await way.hops()).map(({ host }) => host)).toEqual([FIRST, SECOND]);
    expect([FIRST, SECOND, US].map((host) => way.has(host))).toEqual([true, true, false]);
  });

  it('goes round a server that failed, for a minute', async () => {
    const { clock, way } = carrier();
    const [first] = await way.hops();
    way.note(first, 'failed');
    expect((await way.hops()).map(({ host }) => host)).toEqual([SECOND, FIRST]);
    clock.advance(60_001);
    expect((await way.hops()).map(({ host }) => host)).toEqual([FIRST, SECOND]);
  });

  it('leads to addresses of one family alone where the trunk says so', async () => {
    const dns: DnsLookup = { ...DNS, srv: () => Promise.resolve([record(1, 'both.example')]), addresses: () => Promise.resolve([FIRST, '2001:db8::1']) };
    const hosts = (['ipv4', 'ipv6'] as const).map(async (family) => (await carrier({ family }, dns).way.hops()).map(({ host }) => host));
    expect(await Promise.all(hosts)).toEqual([[FIRST], ['2001:db8::1']]);
  });

  it('leads somewhere without any DNS, for the machine may know the name otherwise', async () => {
    expect(await carrier({}, NO_DNS).way.hops()).toEqual([{ host: DOMAIN, port: 5060, transport: 'udp' }]);
  });

  it('to an address knows it from the start, and asks nobody', async () => {
    const { way } = carrier({ host: FIRST, port: 5070 }, NO_DNS);
    expect([way.has(FIRST), await way.hops()]).toEqual([true, [{ host: FIRST, port: 5070 }]]);
  });
});

describe('a trunk that is looked after', () => {
  it('is told where we are, again before that ends, and that we leave', async () => {
    const { agent, way, heard, pass } = carrier({ registerSeconds: 120, credentials: { username: 'fax', password: 'right' } });
    way.start(agent);
    await pass(200);
    expect(heard.slice(0, 3)).toEqual(Array(3).fill(`${FIRST} REGISTER`));
    const before = heard.length;
    await way.stop();
    await pass(1);
    expect(heard.slice(before)).toEqual([`${FIRST} REGISTER`]);
    await pass(1_000);
    expect(heard).toHaveLength(before + 1);
  });

  it('is healthy until it says nothing three times, and again once it answers twice', async () => {
    const { agent, way, health, status, pass } = carrier({ probeMs: 10_000, host: FIRST, port: 5060 });
    way.start(agent);
    await pass(30);
    expect(health).toEqual([true]);
    status[FIRST] = undefined;
    await pass(60);
    expect(health).toEqual([true, false]);
    status[FIRST] = 404;
    await pass(120);
    expect(health).toEqual([true, false, true]);
    await way.stop();
  });

  it('has its way kept open by line ends, and no longer than it is wanted', async () => {
    const { agent, way, heard, pass } = carrier({ keepAliveMs: 20_000 });
    way.start(agent);
    await pass(61);
    expect(heard).toEqual(Array(3).fill(`${FIRST} keep-alive`));
    await way.stop();
    await pass(61);
    expect(heard).toHaveLength(3);
  });
});

describe('a trunk by TCP that is registered', () => {
  it.each([['its connection', { host: FIRST, port: 5060, transport: 'tcp' as const }, 2], ['somebody else\'s', { host: US, port: 5060, transport: 'tcp' as const }, 1]])('and sees %s break', async (_what, flow, registrations) => {
    const { way, clock, pass } = carrier({ registerSeconds: 3_600, transport: 'tcp', credentials: { username: 'fax', password: 'right' } }, {
      ...DNS, srv: (name) => Promise.resolve(name === `_sip._tcp.${DOMAIN}` ? [record(1, FIRST)] : []),
    });
    const network = new SimulatedNetwork(clock);
    let breaks: (remote: typeof flow) => void = () => undefined;
    let asked = 0;
    const server = network.transport(FIRST);
    server.onMessage((bytes, remote) => {
      const parsed = parseMessage(bytes);
      if (!parsed.ok || parsed.message.kind !== 'request') return;
      asked += 1;
      server.send(serialiseMessage(responseTo(parsed.message, { status: 200, toTag: 'far', headers: [['Expires', '3600']] })), remote);
    });
    const transport = { ...network.transport(US), onFlowFailed: (listener: typeof breaks) => void (breaks = listener) };
    way.start(new UserAgent({ transport, clock, random }));
    await pass(40);
    breaks(flow);
    await pass(5);
    expect(asked).toBe(registrations);
    await way.stop();
  });
});

import { isIP } from 'node:net';
import { SIPS_PORT, SIP_PORT } from '../transport/received.ts';
import { srvOrder } from './srv-order.ts';
import type { Random } from '../random.ts';
import type { Remote, TransportKind } from '../transport/transport.ts';
import type { DnsLookup, NaptrRecord } from './dns-lookup.ts';

/** A place as it is configured or written in a URI. */
export interface WantedTarget {
  readonly host: string;
  readonly port?: number;
  readonly transport?: TransportKind;
}

export interface ResolveOptions {
  readonly dns: DnsLookup;
  readonly random: Random;
  /** What we can speak, best first, for domains that leave the choice to us. */
  readonly transports: readonly TransportKind[];
}

/** Places tried for one request at most: a domain of a hundred servers would hold a fax for an hour. */
const TARGETS_MAX = 8;
const SERVICES: Readonly<Record<string, TransportKind>> = { 'SIP+D2U': 'udp', 'SIP+D2T': 'tcp', 'SIPS+D2T': 'tls' };
const SRV_PREFIX: Readonly<Record<TransportKind, string>> = { udp: '_sip._udp.', tcp: '_sip._tcp.', tls: '_sips._tcp.' };

/** RFC 3263 4: the addresses that a request may go to, in the order to try them; empty where the domain has none. */
export async function resolveTargets(wanted: WantedTarget, options: ResolveOptions): Promise<Remote[]> {
  const { host, port, transport = 'udp' } = wanted;
  if (isIP(host) !== 0) return [remote({ host, port: port ?? defaultPort(transport), transport })];
  // RFC 3263 4.2: a port means that the domain's records were not meant.
  if (port !== undefined) return addressed([{ name: host, port, transport }], wanted, options);
  const served = await servedBy(wanted, options);
  const places = served.length > 0 ? served : [{ name: host, port: defaultPort(transport), transport }];
  return addressed(places, wanted, options);
}

interface Place {
  readonly name: string;
  readonly port: number;
  readonly transport: TransportKind;
}

async function servedBy(wanted: WantedTarget, options: ResolveOptions): Promise<Place[]> {
  for (const { name, transport } of await servicesOf(wanted, options)) {
    const records = await quietly(options.dns.srv(name));
    // RFC 2782: a single record that points nowhere says that there is no such service.
    const usable = records.filter((record) => record.name !== '' && record.name !== '.' && record.port > 0);
    if (usable.length > 0) return srvOrder(usable, options.random).map((record) => ({ name: record.name, port: record.port, transport }));
  }
  return [];
}

async function servicesOf({ host, transport }: WantedTarget, { dns, transports }: ResolveOptions): Promise<{ name: string; transport: TransportKind }[]> {
  const named = transport === undefined ? naptrServices(await quietly(dns.naptr(host)), transports) : [];
  if (named.length > 0) return named;
  return (transport === undefined ? transports : [transport]).map((kind) => ({ name: `${SRV_PREFIX[kind]}${host}`, transport: kind }));
}

function naptrServices(records: readonly NaptrRecord[], transports: readonly TransportKind[]): { name: string; transport: TransportKind }[] {
  const ordered = [...records].sort((one, other) => one.order - other.order || one.preference - other.preference);
  return ordered.flatMap(({ flags, service, replacement }) => {
    const transport = SERVICES[service.toUpperCase()];
    const isUsable = flags.toLowerCase() === 's' && transport !== undefined && transports.includes(transport);
    return isUsable ? [{ name: replacement, transport }] : [];
  });
}

async function addressed(places: readonly Place[], { host }: WantedTarget, { dns }: ResolveOptions): Promise<Remote[]> {
  const found = await Promise.all(places.slice(0, TARGETS_MAX).map(async ({ name, port, transport }) => {
    const addresses = isIP(name) === 0 ? await quietly(dns.addresses(name)) : [name];
    // RFC 5922 4: the certificate is for the domain that was asked for, not for the name that the DNS put in its place.
    return addresses.map((address) => remote({ host: address, port, transport, ...(transport === 'tls' && { serverName: host }) }));
  }));
  return found.flat().slice(0, TARGETS_MAX);
}

function remote({ transport, ...rest }: Remote): Remote {
  return transport === 'udp' || transport === undefined ? rest : { ...rest, transport };
}

function defaultPort(transport: TransportKind): number {
  return transport === 'tls' ? SIPS_PORT : SIP_PORT;
}

/** A question that fails is one without an answer: there may be another way. */
async function quietly<Item>(answer: Promise<readonly Item[]>): Promise<readonly Item[]> {
  return answer.catch(() => []);
}

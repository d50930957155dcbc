import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Hosts and networks inside that an operator lets webhooks and downloads reach: `10.1.0.0/16`, `10.1.2.3`, `fd00::/8`, `fax.internal`. */
export type AllowList = readonly string[];

const HOST = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/u;

/** For the configuration: what stands there is an address, a network or a name in lower case, and is taken as that. */
export function isAllowEntry(entry: string): boolean {
  if (entry.includes('/')) return ipaddr.IPv4.isValidCIDR(entry) || ipaddr.IPv6.isValidCIDR(entry);
  return isIP(entry) !== 0 || (HOST.test(entry) && !/^[\d.]+$/u.test(entry));
}

/** @param hostname in lower case, without a dot at its end */
export function allowsHost(list: AllowList, hostname: string): boolean {
  return isIP(hostname) === 0 && list.includes(hostname);
}

/** An IPv6 form of an IPv4 address is no member of an IPv4 network: who means it writes it. */
export function allowsAddress(list: AllowList, address: string): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  return list.some((entry) => {
    const network = networkOf(entry);
    return network !== undefined && network[0].kind() === parsed.kind() && parsed.match(network);
  });
}

function networkOf(entry: string): [ipaddr.IPv4 | ipaddr.IPv6, number] | undefined {
  if (!isAllowEntry(entry)) return undefined;
  if (entry.includes('/')) return ipaddr.parseCIDR(entry);
  if (isIP(entry) === 0) return undefined;
  const address = ipaddr.parse(entry);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

import { BlockList, isIP } from 'node:net';

/** Where no far end can be: nobody, everybody, and the link between two routers. */
const NOWHERE = new BlockList();
NOWHERE.addSubnet('0.0.0.0', 8);
NOWHERE.addSubnet('169.254.0.0', 16);
NOWHERE.addSubnet('224.0.0.0', 3);
NOWHERE.addAddress('::', 'ipv6');
NOWHERE.addSubnet('fe80::', 10, 'ipv6');
NOWHERE.addSubnet('ff00::', 8, 'ipv6');

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8);
LOOPBACK.addAddress('::1', 'ipv6');

/**
 * Whether media may go to the address that the far end's SDP names: a far end must not aim our packets at what listens
 * on this machine, at a whole network or at nobody.
 * @param trunkHost where the trunk itself is: one on loopback may have its media there
 */
export function isMediaAddress(address: string, trunkHost: string): boolean {
  const kind = isIP(address);
  if (kind === 0) return false;
  const family = kind === 6 ? 'ipv6' : 'ipv4';
  if (NOWHERE.check(address, family)) return false;
  return isLoopback(trunkHost) || !LOOPBACK.check(address, family);
}

function isLoopback(host: string): boolean {
  const kind = isIP(host);
  return kind === 0 ? host === 'localhost' : LOOPBACK.check(host, kind === 6 ? 'ipv6' : 'ipv4');
}

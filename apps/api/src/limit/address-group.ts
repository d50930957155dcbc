const HEXTETS = 8;
const NETWORK_HEXTETS = 4;
const MAPPED = '::ffff:';

/** Whoever has one IPv6 address has its whole /64: they count as one. IPv4 addresses count each. */
export function addressGroup(address: string): string {
  if (!address.includes(':')) return address;
  if (address.toLowerCase().startsWith(MAPPED) && address.includes('.')) return address.slice(MAPPED.length);
  const [head = '', tail] = address.split('%', 1)[0]?.split('::') ?? [];
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, HEXTETS - before.length - after.length) }, () => '0');
  const hextets = tail === undefined ? before : [...before, ...zeros, ...after];
  return `${hextets.slice(0, NETWORK_HEXTETS).map((each) => Number.parseInt(each, 16).toString(16)).join(':')}::/64`;
}

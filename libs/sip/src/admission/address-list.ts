import { BlockList, isIP } from 'node:net';

/** Addresses and networks (`192.0.2.0/24`, `2001:db8::/32`) that are known; reading a list tells the entry that is none. */
export class AddressList {
  readonly #list = new BlockList();

  /** The first entry that is neither an address nor a network. */
  static problem(entries: readonly string[]): string | undefined {
    return entries.find((entry) => parseNetwork(entry) === undefined);
  }

  /** Entries that are none are left out. */
  constructor(entries: readonly string[] = []) {
    for (const entry of entries) {
      const network = parseNetwork(entry);
      if (network !== undefined) this.#list.addSubnet(network.address, network.bits, network.family);
    }
  }

  has(address: string): boolean {
    const plain = address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address;
    const version = isIP(plain);
    return version !== 0 && this.#list.check(plain, version === 6 ? 'ipv6' : 'ipv4');
  }
}

function parseNetwork(entry: string): { address: string; bits: number; family: 'ipv4' | 'ipv6' } | undefined {
  const [address = '', prefix, ...others] = entry.split('/');
  const version = isIP(address);
  const most = version === 6 ? 128 : 32;
  const bits = prefix === undefined ? most : Number(prefix);
  if (version === 0 || others.length > 0 || prefix === '' || !Number.isInteger(bits) || bits < 0 || bits > most) return undefined;
  return { address, bits, family: version === 6 ? 'ipv6' : 'ipv4' };
}

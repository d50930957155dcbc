import { lookup as systemLookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { TrunkConfiguration } from '../trunk.ts';

/** A carrier that moves is found again within a minute; a resolver is not asked for every call. */
const ADDRESSES_FOR_MS = 60_000;

export type Lookup = (host: string) => Promise<readonly { readonly address: string }[]>;

interface Known {
  readonly addresses: Promise<ReadonlySet<string>>;
  readonly until: number;
}

/** Which trunk a call came over, by the address that it came from: the trunk's own. Nobody else's calls are taken. */
export class TrunkDoor {
  readonly #trunks: readonly TrunkConfiguration[];
  readonly #now: () => number;
  readonly #lookup: Lookup;
  readonly #known = new Map<string, Known>();

  constructor({ trunks, now, lookup = (host) => systemLookup(host, { all: true }) }: { readonly trunks: readonly TrunkConfiguration[]; readonly now: () => number; readonly lookup?: Lookup }) {
    this.#trunks = trunks;
    this.#now = now;
    this.#lookup = lookup;
  }

  /** Of several trunks at one address, the one whose port it came from; otherwise the first. */
  async trunkOf(caller: { readonly host: string; readonly port: number }): Promise<TrunkConfiguration | undefined> {
    const fitting: TrunkConfiguration[] = [];
    for (const trunk of this.#trunks) if ((await this.#addressesOf(trunk.host)).has(caller.host)) fitting.push(trunk);
    return fitting.find(({ port }) => port === caller.port) ?? fitting[0];
  }

  #addressesOf(host: string): Promise<ReadonlySet<string>> {
    if (isIP(host) !== 0) return Promise.resolve(new Set([host]));
    const known = this.#known.get(host);
    if (known && known.until > this.#now()) return known.addresses;
    const addresses = this.#lookup(host).then((found) => new Set(found.map(({ address }) => address)), () => new Set<string>());
    this.#known.set(host, { addresses, until: this.#now() + ADDRESSES_FOR_MS });
    return addresses;
  }
}

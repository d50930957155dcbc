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

export interface TrunkDoorOptions {
  readonly trunks: readonly TrunkConfiguration[];
  readonly now: () => number;
  readonly lookup?: Lookup;
  /** The trunk that has a server at an address, as the DNS records for SIP tell. */
  readonly trunkAt?: (host: string) => string | undefined;
  /** Addresses besides those of the trunks; their calls count as the first trunk's. */
  readonly isAllowed?: (host: string) => boolean;
}

export interface CallerAtDoor {
  readonly host: string;
  readonly port: number;
  /** Who the caller proved to be, where it was asked. */
  readonly username?: string | undefined;
}

/** Which trunk a call came over, by the name that it proved or the address that it came from: the trunk's own. Nobody else's calls are taken. */
export class TrunkDoor {
  readonly #trunks: readonly TrunkConfiguration[];
  readonly #now: () => number;
  readonly #lookup: Lookup;
  readonly #trunkAt: (host: string) => string | undefined;
  readonly #isAllowed: (host: string) => boolean;
  readonly #known = new Map<string, Known>();

  constructor({ trunks, now, lookup = (host) => systemLookup(host, { all: true }), trunkAt = () => undefined, isAllowed = () => false }: TrunkDoorOptions) {
    this.#trunks = trunks;
    this.#now = now;
    this.#lookup = lookup;
    this.#trunkAt = trunkAt;
    this.#isAllowed = isAllowed;
  }

  /** Of several trunks at one address, the one whose port it came from; otherwise the first. */
  async trunkOf(caller: CallerAtDoor): Promise<TrunkConfiguration | undefined> {
    if (caller.username !== undefined) return this.#trunks.find(({ callers }) => callers?.username === caller.username);
    const fitting: TrunkConfiguration[] = [];
    for (const trunk of this.#trunks) if ((await this.#addressesOf(trunk.host)).has(caller.host)) fitting.push(trunk);
    const found = fitting.find(({ port }) => port === caller.port) ?? fitting[0];
    const at = this.#trunkAt(caller.host);
    return found ?? this.#trunks.find(({ name }) => name === at) ?? (this.#isAllowed(caller.host) ? this.#trunks[0] : undefined);
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

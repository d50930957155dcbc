import { Resolver } from 'node:dns/promises';
import type { Clock } from '../clock.ts';
import type { DnsLookup } from './dns-lookup.ts';

export interface SystemDnsOptions {
  readonly clock: Clock;
  /** Of one question, all its servers together. */
  readonly timeoutMs?: number;
  /** How long an answer is used again; Node tells no TTL of SRV and NAPTR records. */
  readonly keepMs?: number;
  /** `host:port` of the servers to ask; those of this machine where it is left out. */
  readonly servers?: readonly string[];
}

interface Kept {
  readonly until: number;
  readonly answer: Promise<readonly unknown[]>;
}

/** Shorter than the patience with a trunk: there must be time left for the call. */
const TIMEOUT_MS = 2_000;
/** The usual TTL of what is meant to be changed soon. */
const KEEP_MS = 60_000;
const KEPT_MAX = 1_000;

/** The DNS of this machine, with answers kept for a minute; a question that failed is asked anew. */
export class SystemDns implements DnsLookup {
  readonly #options: Required<Omit<SystemDnsOptions, 'servers'>>;
  readonly #resolver: Resolver;
  readonly #kept = new Map<string, Kept>();

  constructor(options: SystemDnsOptions) {
    this.#options = { timeoutMs: TIMEOUT_MS, keepMs: KEEP_MS, ...options };
    this.#resolver = new Resolver({ timeout: this.#options.timeoutMs, tries: 1 });
    if (options.servers !== undefined) this.#resolver.setServers(options.servers);
  }

  naptr(name: string): ReturnType<DnsLookup['naptr']> {
    return this.#ask(`naptr ${name}`, () => this.#resolver.resolveNaptr(name));
  }

  srv(name: string): ReturnType<DnsLookup['srv']> {
    return this.#ask(`srv ${name}`, () => this.#resolver.resolveSrv(name));
  }

  addresses(name: string): ReturnType<DnsLookup['addresses']> {
    return this.#ask(`addresses ${name}`, async () => {
      const families = await Promise.allSettled([this.#resolver.resolve4(name), this.#resolver.resolve6(name)]);
      const found = families.flatMap((family) => (family.status === 'fulfilled' ? family.value : []));
      // No answer from anywhere is a failure, and must not be remembered as a name without addresses.
      const failed = families.find((family) => family.status === 'rejected' && !isNoRecord(family.reason));
      if (found.length === 0 && failed?.status === 'rejected') throw failed.reason;
      return found;
    });
  }

  #ask<Item>(key: string, question: () => Promise<readonly Item[]>): Promise<readonly Item[]> {
    const now = this.#options.clock.now();
    const kept = this.#kept.get(key);
    if (kept !== undefined && now < kept.until) return kept.answer as Promise<readonly Item[]>;
    const answer = question();
    this.#kept.set(key, { until: now + this.#options.keepMs, answer });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT_MAX && oldest !== undefined) this.#kept.delete(oldest);
    answer.catch(() => this.#kept.delete(key));
    return answer;
  }
}

/** The name, or its records of that kind, are known not to be. */
function isNoRecord(reason: unknown): boolean {
  return typeof reason === 'object' && reason !== null && 'code' in reason && (reason.code === 'ENODATA' || reason.code === 'ENOTFOUND');
}

import { ProblemError } from '@faxwire/platform';
import type { Principal } from '@faxwire/tenancy';
import type { Operation } from '../operation.ts';
import { TokenBuckets, type Rate, type Taken } from './token-buckets.ts';

/** Requests a second, in the long run. Absent: no limit. */
export interface RateConfig {
  readonly requestsPerSecond: number;
  readonly keyRequestsPerSecond: number;
  readonly submissionsPerSecond: number;
}

/** Two for each tenant and one for each key that is busy in the same seconds; a hundred bytes each. */
const MAX_BUCKETS = 20_000;
/** So many seconds of the rate may come at once. */
const BURST_SECONDS = 2;
const SECOND_MS = 1_000;

interface Policy {
  readonly name: 'tenant' | 'key' | 'submissions';
  readonly bucket: string;
  readonly rate: Rate;
}

/** How often a tenant and each of its keys may ask. Each process counts by itself. */
export class RateLimits {
  readonly #config: RateConfig;
  readonly #buckets: TokenBuckets;

  constructor(config: RateConfig, now: () => number = () => performance.now()) {
    this.#config = config;
    this.#buckets = new TokenBuckets(MAX_BUCKETS, now);
  }

  /**
   * What the answer says of the limits (draft-ietf-httpapi-ratelimit-headers, structured fields).
   * @throws ProblemError `rate_limited`, with the same headers and Retry-After
   */
  headersFor(principal: Principal, operation: Operation): Record<string, string> {
    const policies = this.#policies(principal, operation);
    const taken = policies.map(({ bucket, rate }) => this.#buckets.take(bucket, rate));
    const headers = { 'RateLimit-Policy': policies.map(policyItem).join(', '), RateLimit: policies.map((policy, at) => stateItem(policy, taken[at])).join(', ') };
    const refused = taken.findIndex(({ ok }) => !ok);
    if (refused < 0) return headers;
    const retryAfter = Math.max(1, seconds(Math.max(...taken.filter(({ ok }) => !ok).map(({ waitMs }) => waitMs))));
    throw new ProblemError('rate_limited', { detail: `The limit "${policies[refused]?.name ?? ''}" is used up.`, headers: { ...headers, 'Retry-After': String(retryAfter) } });
  }

  #policies({ tenantId, keyId, quotas }: Principal, { method, scope }: Operation): Policy[] {
    const { requestsPerSecond, keyRequestsPerSecond, submissionsPerSecond } = this.#config;
    const policies: Policy[] = [
      { name: 'tenant', bucket: `t:${tenantId}`, rate: rateOf(quotas.requestsPerSecond ?? requestsPerSecond) },
      { name: 'key', bucket: `k:${keyId}`, rate: rateOf(keyRequestsPerSecond) },
    ];
    // What makes faxes.
    if (method === 'post' && scope === 'fax:write') policies.push({ name: 'submissions', bucket: `s:${tenantId}`, rate: rateOf(submissionsPerSecond) });
    return policies;
  }
}

const rateOf = (perSecond: number): Rate => ({ perSecond, burst: perSecond * BURST_SECONDS });
const seconds = (ms: number): number => Math.ceil(ms / SECOND_MS);

function policyItem({ name, rate: { perSecond, burst } }: Policy): string {
  return `"${name}";q=${burst};w=${Math.ceil(burst / perSecond)}`;
}

function stateItem({ name }: Policy, taken: Taken | undefined): string {
  return `"${name}";r=${taken?.remaining ?? 0};t=${seconds(taken?.waitMs ?? 0)}`;
}

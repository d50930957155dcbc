import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { runAsTenant } from '@faxwire/event-log';
import { ProblemError } from '@faxwire/platform';
import { isAccessToken, readKey, type Principal } from '@faxwire/tenancy';
import { openRoom } from '../admin/open-room.ts';
import { API_DEPENDENCIES, type ApiDependencies } from '../api-dependencies.ts';
import { FailureLimits } from '../limit/failure-limits.ts';
import { RateLimits } from '../limit/rate-limits.ts';
import type { Operation } from '../operation.ts';
import { presentedCredential } from './presented-credential.ts';

/** What a 401 says of how to come (RFC 9110, 11.6.1). */
export const CHALLENGE = { 'WWW-Authenticate': 'Bearer realm="faxwire", Basic realm="faxwire"' };

/** Says who makes a request, slows down who guesses, and counts how often each may ask. */
@Injectable()
export class Doorkeeper {
  readonly #deps: ApiDependencies;
  readonly #failures: FailureLimits | undefined;
  readonly #rates: RateLimits | undefined;

  constructor(@Inject(API_DEPENDENCIES) deps: ApiDependencies) {
    this.#deps = deps;
    const { failuresPerMinute, rates } = deps.config;
    this.#failures = failuresPerMinute === undefined ? undefined : new FailureLimits(failuresPerMinute);
    this.#rates = rates && new RateLimits(rates);
  }

  /** @throws ProblemError `api_key_missing`, `root_key_invalid`, `too_many_failures`; `route_not_found` where there is no admin API */
  askForRoot(request: FastifyRequest): void {
    const { rootKey } = openRoom(this.#deps);
    const presented = credentialOf(request);
    this.#failures?.admit({ address: request.ip, keyId: ROOT });
    if (rootKey.opens(presented)) return this.#failures?.succeeded({ address: request.ip, keyId: ROOT });
    this.#failures?.failed({ address: request.ip, keyId: undefined });
    throw new ProblemError('root_key_invalid', { headers: CHALLENGE });
  }

  /** @throws ProblemError `api_key_missing`, `api_key_invalid`, `too_many_failures` */
  async askForKey(request: FastifyRequest): Promise<Principal> {
    const principal = await this.recognise(credentialOf(request), request.ip);
    if (!principal) throw new ProblemError('api_key_invalid', { headers: CHALLENGE });
    return principal;
  }

  /** Whose key or token it is. Undefined for one that is worth nothing. @throws ProblemError `too_many_failures` */
  async recognise(presented: string, address: string): Promise<Principal | undefined> {
    const token = isAccessToken(presented) ? this.#deps.accessTokens.read(presented) : undefined;
    const attempt = { address, keyId: token?.keyId ?? readKey(presented)?.keyId };
    this.#failures?.admit(attempt);
    const principal = token ? await this.#deps.apiKeys.principalOf(token.keyId, token.mode) : await this.#deps.apiKeys.authenticate(presented);
    if (!principal) {
      this.#failures?.failed(attempt);
      return undefined;
    }
    this.#failures?.succeeded(attempt);
    // What was taken from the key since is taken from its tokens as well.
    return token ? { ...principal, scopes: new Set(token.scopes.filter((scope) => principal.scopes.has(scope))), expiresAt: token.expiresAt } : principal;
  }

  /** Before a document is read. Requests that come at once may exceed a quota together. @throws ProblemError `quota_exceeded` */
  async checkQuotas({ tenantId, quotas }: Principal, operation: Operation): Promise<void> {
    if (!isSubmission(operation)) return;
    const quota = await runAsTenant(tenantId, () => this.#deps.quotaUse.exhausted(tenantId, quotas));
    if (quota !== undefined) throw new ProblemError('quota_exceeded', { detail: `The quota ${quota} is used up.` });
  }

  /** @throws ProblemError `rate_limited` */
  count(principal: Principal, operation: Operation, reply: FastifyReply): void {
    if (this.#rates) void reply.headers(this.#rates.headersFor(principal, operation));
  }
}

/** What makes faxes. */
const isSubmission = ({ method, scope }: Operation): boolean => method === 'post' && scope === 'fax:write';

/** There is one root key; whoever has it is nobody's guesser. */
const ROOT = 'root';

function credentialOf({ headers }: FastifyRequest): string {
  const presented = presentedCredential(headers);
  if (presented === undefined) throw new ProblemError('api_key_missing', { headers: CHALLENGE });
  return presented;
}

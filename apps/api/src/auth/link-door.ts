import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { runAsTenant } from '@faxwire/event-log';
import { ProblemError } from '@faxwire/platform';
import type { Principal } from '@faxwire/tenancy';
import { API_DEPENDENCIES, type ApiDependencies } from '../api-dependencies.ts';
import type { Operation } from '../operation.ts';
import { CHALLENGE } from './doorkeeper.ts';
import { linkIn } from './link-query.ts';

/**
 * Lets in who has a signed link instead of a key. Refusals are not counted as refused keys are: a signature of 256 bits is not guessed,
 * and old links in somebody's log must not lock their neighbours out.
 */
@Injectable()
export class LinkDoor {
  readonly #deps: ApiDependencies;

  constructor(@Inject(API_DEPENDENCIES) deps: ApiDependencies) {
    this.#deps = deps;
  }

  /** @throws ProblemError `link_invalid`, whatever is wrong with it */
  async open({ url, query }: FastifyRequest, { scope }: Operation): Promise<Principal> {
    const { links, tenants, now } = this.#deps;
    const link = linkIn(query);
    const tenantId = link?.tenant;
    if (!link || tenantId === undefined || links.verifyLink(pathOf(url), link, now()) !== 'good') throw refusal();
    const tenant = await runAsTenant(tenantId, () => tenants.record(tenantId));
    if (!tenant) throw refusal();
    const { defaultCountry, suspended, quotas } = tenant;
    // Of either mode, as the fax may be; for this operation alone. All links of a tenant are counted as one key.
    return { tenantId, keyId: `link:${tenantId}`, mode: 'live', scopes: new Set(scope && [scope]), defaultCountry, suspended, quotas };
  }
}

/** As it came: another spelling of the same path was not signed. */
function pathOf(url: string): string {
  const end = url.indexOf('?');
  return end < 0 ? url : url.slice(0, end);
}

const refusal = (): ProblemError => new ProblemError('link_invalid', { headers: CHALLENGE });

import { Inject, Injectable } from '@nestjs/common';
import { TenantSettings } from '@faxwire/contracts';
import { ProblemError } from '@faxwire/platform';
import { ExpiringCache } from '@faxwire/tenancy';
import { API_DEPENDENCIES, type ApiDependencies } from './api-dependencies.ts';
import { needsOwner } from './submission/submitted-fields.ts';

/** A change of settings works on here after so long, ms. */
const REMEMBERED_MS = 5_000;
/** A few hundred bytes each. */
const MAX_REMEMBERED = 10_000;

/** What tenants have decided, remembered for some seconds: every request asks for it. */
@Injectable()
export class TenantBook {
  readonly #deps: ApiDependencies;
  readonly #known: ExpiringCache<TenantSettings>;

  constructor(@Inject(API_DEPENDENCIES) deps: ApiDependencies) {
    this.#deps = deps;
    this.#known = new ExpiringCache({ maxEntries: MAX_REMEMBERED, ttlMs: REMEMBERED_MS }, deps.now);
  }

  async settings(tenantId: string): Promise<TenantSettings> {
    const known = this.#known.get(tenantId);
    if (known) return known;
    const settings = (await this.#deps.tenants.settings(tenantId)) ?? TenantSettings.parse({});
    this.#known.set(tenantId, settings);
    return settings;
  }

  /** @throws ProblemError `invalid_sender_number` */
  async checkSender(tenantId: string, number: string | undefined): Promise<void> {
    if (!needsOwner(number) || (await this.#deps.numbers.owns(tenantId, number))) return;
    const message = 'is not one of your numbers';
    throw new ProblemError('invalid_sender_number', { errors: [{ field: 'senderNumber', code: 'invalid_sender_number', message }] });
  }
}

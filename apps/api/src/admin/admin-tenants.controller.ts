import { Body, Controller, Inject, Param, Query } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { ChangeTenant, CreateTenant, TenantQuotas, type TenantBody, type TenantListBody } from '@faxwire/contracts';
import { ProblemError } from '@faxwire/platform';
import type { TenantPatch, TenantRecord } from '@faxwire/tenancy';
import { API_DEPENDENCIES, type ApiDependencies } from '../api-dependencies.ts';
import { Change, type ChangeNote } from '../audit/change-note.ts';
import { Answers } from '../operation.ts';
import { OPERATIONS } from '../operations.ts';
import { checkSenderNumber } from '../tenant/sender-number.ts';
import { tenantBody } from '../tenant/tenant-view.ts';
import { nextOf, pageRequest } from '../tenant/time-cursor.ts';
import { validate } from '../validate.ts';
import type { AdminRoom } from './admin-room.ts';
import { openRoom } from './open-room.ts';

/** All tenants, for whoever runs Faxwire. */
@Controller()
export class AdminTenantsController {
  readonly #deps: ApiDependencies;

  constructor(@Inject(API_DEPENDENCIES) deps: ApiDependencies) {
    this.#deps = deps;
  }

  @Answers(OPERATIONS.createTenant)
  async create(@Body() body: unknown): Promise<TenantBody> {
    const { name, settings = {} } = validate(CreateTenant, body ?? {});
    const { tenants, numbers, defaultCountry } = this.#room;
    const country = settings.defaultCountry ?? defaultCountry;
    // It has no number yet that it could send from.
    await checkSenderNumber(numbers, NOBODY, settings);
    const { id } = await tenants.createTenant({ name, defaultCountry: country });
    const changed = await tenants.change(id, { settings });
    return tenantBody(present(changed?.after));
  }

  @Answers(OPERATIONS.listTenants)
  async list(@Query() query: unknown): Promise<TenantListBody> {
    const page = pageRequest(query);
    if (page.before && !isUuid(page.before.id)) throw new ProblemError('invalid_parameter');
    const tenants = await this.#room.tenants.list(page);
    const last = tenants.at(-1);
    return { tenants: tenants.map(tenantBody), ...nextOf(last && { at: last.createdAt, id: last.id }, { count: tenants.length, limit: page.limit }) };
  }

  @Answers(OPERATIONS.getTenant)
  async get(@Param('tenantId') id: string): Promise<TenantBody> {
    return tenantBody(await tenantIn(this.#room, id));
  }

  @Answers(OPERATIONS.changeTenant)
  async change(@Param('tenantId') id: string, @Change() note: ChangeNote, @Body() body: unknown): Promise<TenantBody> {
    const { name, suspended, settings } = validate(ChangeTenant, body ?? {});
    const { id: tenantId } = await tenantIn(this.#room, id);
    await checkSenderNumber(this.#room.numbers, tenantId, settings ?? {});
    return tenantBody(await this.#change(tenantId, { name, suspended, settings }, (before) => (note.before = tenantBody(before))));
  }

  @Answers(OPERATIONS.deleteTenant)
  async delete(@Param('tenantId') id: string, @Change() note: ChangeNote): Promise<void> {
    const tenant = await tenantIn(this.#room, id);
    note.before = tenantBody(tenant);
    const outcome = await this.#room.tenants.delete(tenant.id);
    this.#room.onChange();
    if (outcome !== 'deleted') throw new ProblemError(outcome);
  }

  @Answers(OPERATIONS.getQuotas)
  async quotas(@Param('tenantId') id: string): Promise<TenantQuotas> {
    return (await tenantIn(this.#room, id)).quotas;
  }

  @Answers(OPERATIONS.setQuotas)
  async setQuotas(@Param('tenantId') id: string, @Change() note: ChangeNote, @Body() body: unknown): Promise<TenantQuotas> {
    const quotas = validate(TenantQuotas, body ?? {});
    const { id: tenantId } = await tenantIn(this.#room, id);
    return (await this.#change(tenantId, { quotas }, (before) => (note.before = before.quotas))).quotas;
  }

  async #change(tenantId: string, patch: TenantPatch, onBefore: (before: TenantRecord) => void): Promise<TenantRecord> {
    const changed = present(await this.#room.tenants.change(tenantId, patch));
    this.#room.onChange();
    onBefore(changed.before);
    return changed.after;
  }

  get #room(): AdminRoom {
    return openRoom(this.#deps);
  }
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** @throws ProblemError `tenant_not_found`, also for what is no tenant's id at all */
export async function tenantIn({ tenants }: AdminRoom, id: string): Promise<TenantRecord> {
  return present(isUuid(id) ? await tenants.record(id) : undefined);
}

function present<Found>(found: Found | undefined): Found {
  if (found === undefined) throw new ProblemError('tenant_not_found');
  return found;
}

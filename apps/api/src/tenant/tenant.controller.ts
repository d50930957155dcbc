import { Body, Controller, Inject, Query } from '@nestjs/common';
import { ChangeOwnTenant, type AuditListBody, type NumberListBody, type OwnTenantBody } from '@faxwire/contracts';
import type { Principal } from '@faxwire/tenancy';
import { API_DEPENDENCIES, type ApiDependencies } from '../api-dependencies.ts';
import { auditListBody, auditRequest, TenantAuditQuery } from '../audit/audit-list.ts';
import { Change, type ChangeNote } from '../audit/change-note.ts';
import { Caller } from '../auth/principal.ts';
import { Answers } from '../operation.ts';
import { OPERATIONS } from '../operations.ts';
import { validate } from '../validate.ts';
import { checkSenderNumber } from './sender-number.ts';
import { numberBody, ownTenantBody } from './tenant-view.ts';

/** A tenant as it sees itself. */
@Controller()
export class TenantController {
  readonly #deps: ApiDependencies;

  constructor(@Inject(API_DEPENDENCIES) deps: ApiDependencies) {
    this.#deps = deps;
  }

  @Answers(OPERATIONS.getOwnTenant)
  async get(@Caller() { tenantId }: Principal): Promise<OwnTenantBody> {
    return ownTenantBody(present(await this.#deps.tenants.record(tenantId)));
  }

  @Answers(OPERATIONS.changeOwnTenant)
  async change(@Caller() { tenantId }: Principal, @Change() note: ChangeNote, @Body() body: unknown): Promise<OwnTenantBody> {
    const { settings } = validate(ChangeOwnTenant, body ?? {});
    await checkSenderNumber(this.#deps.numbers, tenantId, settings);
    const { before, after } = present(await this.#deps.tenants.change(tenantId, { settings }));
    note.before = ownTenantBody(before);
    return ownTenantBody(after);
  }

  @Answers(OPERATIONS.listOwnNumbers)
  async numbers(@Caller() { tenantId }: Principal): Promise<NumberListBody> {
    return { numbers: (await this.#deps.numbers.list(tenantId)).map(numberBody) };
  }

  @Answers(OPERATIONS.listOwnAudit)
  async audit(@Caller() { tenantId, mode }: Principal, @Query() query: unknown): Promise<AuditListBody> {
    const request = auditRequest(validate(TenantAuditQuery, query));
    return auditListBody(await this.#deps.audit.list({ ...request, tenantId }), { limit: request.limit, forTenant: mode });
  }
}

/** The guard has just seen a key of the tenant. */
function present<Found>(found: Found | undefined): Found {
  if (found === undefined) throw new Error('the tenant of a valid key is not there');
  return found;
}

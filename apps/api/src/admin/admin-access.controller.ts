import { Body, Controller, Inject, Param, Query } from '@nestjs/common';
import {
  AddNumber, CreateApiKey, SCOPES, type ApiKeyListBody, type AuditListBody, type CreatedApiKeyBody, type NumberBody, type NumberListBody, type TrunkListBody,
} from '@faxwire/contracts';
import { ProblemError } from '@faxwire/platform';
import { API_DEPENDENCIES, type ApiDependencies } from '../api-dependencies.ts';
import { AdminAuditQuery, auditListBody, auditRequest } from '../audit/audit-list.ts';
import { Answers } from '../operation.ts';
import { OPERATIONS } from '../operations.ts';
import { done, keyTarget } from '../tenant/key-target.ts';
import { issuedBody, keyListBody } from '../tenant/key-view.ts';
import { numberBody } from '../tenant/tenant-view.ts';
import { pageRequest } from '../tenant/time-cursor.ts';
import { validate } from '../validate.ts';
import type { AdminRoom } from './admin-room.ts';
import { tenantIn } from './admin-tenants.controller.ts';
import { openRoom } from './open-room.ts';

/** Keys and numbers of any tenant, the audit log of all, and the trunks. */
@Controller()
export class AdminAccessController {
  readonly #deps: ApiDependencies;

  constructor(@Inject(API_DEPENDENCIES) deps: ApiDependencies) {
    this.#deps = deps;
  }

  @Answers(OPERATIONS.createTenantKey)
  async createKey(@Param('tenantId') id: string, @Body() body: unknown): Promise<CreatedApiKeyBody> {
    const { name = '', mode = 'test', scopes = SCOPES, expiresOn } = validate(CreateApiKey, body ?? {});
    const { id: tenantId } = await tenantIn(this.#room, id);
    const expiresAt = expiresOn === undefined ? undefined : Date.parse(expiresOn);
    return issuedBody(done(await this.#room.keyBook.create(tenantId, { name, mode, scopes, expiresAt })));
  }

  @Answers(OPERATIONS.listTenantKeys)
  async listKeys(@Param('tenantId') id: string, @Query() query: unknown): Promise<ApiKeyListBody> {
    const page = pageRequest(query);
    const { id: tenantId } = await tenantIn(this.#room, id);
    return keyListBody(await this.#room.keyBook.list(tenantId, page), page.limit);
  }

  @Answers(OPERATIONS.revokeTenantKey)
  async revokeKey(@Param('tenantId') id: string, @Param('keyId') keyId: string): Promise<void> {
    const { id: tenantId } = await tenantIn(this.#room, id);
    done(await this.#room.keyBook.revoke(keyTarget(tenantId, keyId)));
  }

  @Answers(OPERATIONS.addNumber)
  async addNumber(@Param('tenantId') id: string, @Body() body: unknown): Promise<NumberBody> {
    const { number } = validate(AddNumber, body ?? {});
    const { id: tenantId } = await tenantIn(this.#room, id);
    const added = await this.#room.numbers.add(tenantId, number);
    if (typeof added === 'string') throw new ProblemError(added);
    return numberBody(added);
  }

  @Answers(OPERATIONS.listNumbers)
  async listNumbers(@Param('tenantId') id: string): Promise<NumberListBody> {
    const { id: tenantId } = await tenantIn(this.#room, id);
    return { numbers: (await this.#room.numbers.list(tenantId)).map(numberBody) };
  }

  @Answers(OPERATIONS.removeNumber)
  async removeNumber(@Param('tenantId') id: string, @Param('number') number: string): Promise<void> {
    const { id: tenantId } = await tenantIn(this.#room, id);
    const known = AddNumber.safeParse({ number }).success && (await this.#room.numbers.remove(tenantId, number));
    if (!known) throw new ProblemError('number_not_found');
  }

  @Answers(OPERATIONS.listAudit)
  async audit(@Query() query: unknown): Promise<AuditListBody> {
    const request = auditRequest(validate(AdminAuditQuery, query));
    return auditListBody(await this.#room.audit.list(request), { limit: request.limit });
  }

  @Answers(OPERATIONS.listTrunks)
  trunks(): TrunkListBody {
    return { trunks: this.#room.trunks };
  }

  get #room(): AdminRoom {
    return openRoom(this.#deps);
  }
}

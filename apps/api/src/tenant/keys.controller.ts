import { Body, Controller, Inject, Param, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import {
  ChangeApiKey, CreateApiKey, DEFAULT_SCOPES, RollApiKey, type ApiKeyBody, type ApiKeyListBody, type CreatedApiKeyBody,
} from '@faxwire/contracts';
import { ProblemError } from '@faxwire/platform';
import type { ApiKey, KeyTarget, Principal } from '@faxwire/tenancy';
import { API_DEPENDENCIES, type ApiDependencies, type KeyShelf } from '../api-dependencies.ts';
import { changeNoteOf } from '../audit/change-note.ts';
import { Caller } from '../auth/principal.ts';
import { Answers } from '../operation.ts';
import { OPERATIONS } from '../operations.ts';
import { validate } from '../validate.ts';
import { mayGrant, mayManage, sees } from './key-authority.ts';
import { done, keyTarget } from './key-target.ts';
import { issuedBody, keyBody, keyListBody } from './key-view.ts';
import { pageRequest } from './time-cursor.ts';

const HOUR_MS = 3_600_000;

/** A tenant's keys, managed by a key of the tenant. */
@Controller()
export class KeysController {
  readonly #keys: KeyShelf;

  constructor(@Inject(API_DEPENDENCIES) { keyBook }: ApiDependencies) {
    this.#keys = keyBook;
  }

  @Answers(OPERATIONS.createKey)
  async create(@Caller() caller: Principal, @Body() body: unknown): Promise<CreatedApiKeyBody> {
    const wanted = validate(CreateApiKey, body ?? {});
    const expiresAt = wanted.expiresOn === undefined ? caller.expiresAt : Date.parse(wanted.expiresOn);
    const scopes = wanted.scopes ?? DEFAULT_SCOPES.filter((scope) => caller.scopes.has(scope));
    const key = { name: wanted.name ?? '', mode: wanted.mode ?? caller.mode, scopes, expiresAt };
    mayGrant(caller, key);
    return issuedBody(done(await this.#keys.create(caller.tenantId, key)));
  }

  @Answers(OPERATIONS.listKeys)
  async list(@Caller() { tenantId, mode }: Principal, @Query() query: unknown): Promise<ApiKeyListBody> {
    const page = pageRequest(query);
    return keyListBody(await this.#keys.list(tenantId, { ...page, ...(mode === 'test' && { mode }) }), page.limit);
  }

  @Answers(OPERATIONS.getKey)
  async get(@Caller() caller: Principal, @Param('keyId') keyId: string): Promise<ApiKeyBody> {
    const found = await this.#keys.find(targetOf(caller, keyId));
    if (!found || !sees(caller, found)) throw new ProblemError('api_key_not_found');
    return keyBody(found);
  }

  @Answers(OPERATIONS.changeKey)
  async change(@Caller() caller: Principal, @Req() request: FastifyRequest<{ Params: { keyId: string } }>, @Body() body: unknown): Promise<ApiKeyBody> {
    const { name, scopes, expiresOn } = validate(ChangeApiKey, body ?? {});
    const expiresAt = typeof expiresOn === 'string' ? Date.parse(expiresOn) : expiresOn;
    const note = changeNoteOf(request);
    const target = targetOf(caller, request.params.keyId, (key) => {
      note.before = keyBody(key);
      const end = expiresAt === undefined ? key.expiresAt : (expiresAt ?? undefined);
      mayGrant(caller, { mode: key.mode, scopes: scopes ?? key.scopes, ...(end !== undefined && { expiresAt: end }) });
    });
    return keyBody(done(await this.#keys.change(target, { name, scopes, expiresAt })));
  }

  @Answers(OPERATIONS.rollKey)
  async roll(@Caller() caller: Principal, @Param('keyId') keyId: string, @Body() body: unknown): Promise<CreatedApiKeyBody> {
    const { overlapHours } = validate(RollApiKey, body ?? {});
    return issuedBody(done(await this.#keys.roll(targetOf(caller, keyId), overlapHours * HOUR_MS)));
  }

  @Answers(OPERATIONS.revokeKey)
  async revoke(@Caller() caller: Principal, @Param('keyId') keyId: string): Promise<void> {
    done(await this.#keys.revoke(targetOf(caller, keyId)));
  }
}

function targetOf(caller: Principal, keyId: string, alsoCheck: (key: ApiKey) => void = () => undefined): KeyTarget {
  return keyTarget(caller.tenantId, keyId, (key) => {
    mayManage(caller, key);
    alsoCheck(key);
  });
}

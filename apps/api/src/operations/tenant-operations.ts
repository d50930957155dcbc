import {
  ApiKeyBody, ApiKeyListBody, AuditListBody, ChangeApiKey, ChangeOwnTenant, CreateApiKey, CreatedApiKeyBody, NumberListBody, OwnTenantBody, RollApiKey,
} from '@faxwire/contracts';
import { TenantAuditQuery } from '../audit/audit-list.ts';
import type { Operation } from '../operation.ts';
import { PageQuery } from '../tenant/time-cursor.ts';
import { JSON_ERRORS } from './shared-errors.ts';

const json = 'application/json';
const key = { description: 'The key.', schema: ApiKeyBody };
const issued = { description: 'The key, whole: shown this once.', schema: CreatedApiKeyBody };

/** What a tenant does with its own access. */
export const TENANT_OPERATIONS = {
  createKey: {
    operationId: 'createKey', scope: 'key:write', method: 'post', path: '/keys', summary: 'Create an API key (Faxwire)',
    description: 'A key gives no scope, no mode and no time that it has not itself.',
    body: { contentType: json, schema: CreateApiKey, optional: true },
    responses: [{ ...issued, status: 201 }], errors: [...JSON_ERRORS, 'key_not_grantable', 'api_key_limit'],
  },
  listKeys: {
    operationId: 'listKeys', scope: 'key:read', method: 'get', path: '/keys', summary: 'List API keys (Faxwire)',
    description: 'The newest first, also those that were revoked. A test key sees test keys.', query: PageQuery,
    responses: [{ status: 200, description: 'One page of keys.', schema: ApiKeyListBody }], errors: ['invalid_parameter'],
  },
  getKey: {
    operationId: 'getKey', scope: 'key:read', method: 'get', path: '/keys/{keyId}', summary: 'Get an API key (Faxwire)',
    responses: [{ ...key, status: 200 }], errors: ['api_key_not_found'],
  },
  changeKey: {
    operationId: 'changeKey', scope: 'key:write', method: 'put', path: '/keys/{keyId}', summary: 'Change name, scopes or end of an API key (Faxwire)',
    description: 'What is left out stays as it is. In force everywhere within five seconds.',
    body: { contentType: json, schema: ChangeApiKey },
    responses: [{ ...key, status: 200 }], errors: [...JSON_ERRORS, 'key_not_grantable', 'api_key_not_found', 'api_key_revoked'],
  },
  rollKey: {
    operationId: 'rollKey', scope: 'key:write', method: 'put', path: '/keys/{keyId}/roll', summary: 'Give an API key a new secret (Faxwire)',
    description: 'The id, scopes and history of the key stay. The old secret goes on working for `overlapHours`; of several old ones the last.',
    body: { contentType: json, schema: RollApiKey, optional: true },
    responses: [{ ...issued, status: 200 }], errors: [...JSON_ERRORS, 'key_not_grantable', 'api_key_not_found', 'api_key_revoked'],
  },
  revokeKey: {
    operationId: 'revokeKey', scope: 'key:write', method: 'delete', path: '/keys/{keyId}', summary: 'Revoke an API key (Faxwire)',
    description: 'For good, and everywhere within five seconds. A key may revoke itself.',
    responses: [{ status: 204, description: 'The key is worth nothing now.' }],
    errors: ['unknown_field', 'malformed_json', 'key_not_grantable', 'api_key_not_found', 'api_key_revoked'],
  },
  getOwnTenant: {
    operationId: 'getOwnTenant', scope: 'tenant:read', method: 'get', path: '/tenant', summary: 'Get your tenant, its settings and quotas (Faxwire)',
    responses: [{ status: 200, description: 'The tenant.', schema: OwnTenantBody }], errors: [],
  },
  changeOwnTenant: {
    operationId: 'changeOwnTenant', scope: 'tenant:write', method: 'put', path: '/tenant', summary: 'Change settings of your tenant (Faxwire)',
    description: 'What is left out stays as it is. How long documents and numbers are kept is changed by the operator.',
    body: { contentType: json, schema: ChangeOwnTenant },
    responses: [{ status: 200, description: 'The tenant.', schema: OwnTenantBody }], errors: [...JSON_ERRORS, 'sender_number_not_owned'],
  },
  listOwnNumbers: {
    operationId: 'listOwnNumbers', scope: 'tenant:read', method: 'get', path: '/tenant/numbers', summary: 'List your numbers (Faxwire)',
    responses: [{ status: 200, description: 'Every number, in order.', schema: NumberListBody }], errors: [],
  },
  listOwnAudit: {
    operationId: 'listOwnAudit', scope: 'tenant:read', method: 'get', path: '/audit', summary: 'List what was changed by whom in your tenant (Faxwire)',
    description: 'The newest first. Nothing in it is ever changed or removed.', query: TenantAuditQuery,
    responses: [{ status: 200, description: 'One page of the audit log.', schema: AuditListBody }], errors: ['invalid_parameter'],
  },
} as const satisfies Record<string, Operation>;

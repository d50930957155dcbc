import { ApiKeyBody, ApiKeyListBody, ChangeApiKey, CreateApiKey, CreatedApiKeyBody, RollApiKey } from '@faxwire/contracts';
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
} as const satisfies Record<string, Operation>;

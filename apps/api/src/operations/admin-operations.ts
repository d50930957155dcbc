import {
  AddNumber, ApiKeyListBody, AuditListBody, ChangeTenant, CreateApiKey, CreateTenant, CreatedApiKeyBody, NumberBody, NumberListBody, TenantBody, TenantListBody,
  TenantQuotas, TrunkListBody,
} from '@faxwire/contracts';
import { AdminAuditQuery } from '../audit/audit-list.ts';
import type { Operation } from '../operation.ts';
import { PageQuery } from '../tenant/time-cursor.ts';
import { JSON_ERRORS } from './shared-errors.ts';

const json = 'application/json';
const tenant = { description: 'The tenant.', schema: TenantBody };
const quotas = { description: 'The quotas.', schema: TenantQuotas };
const TENANT = '/admin/tenants/{tenantId}';

/** For whoever runs Faxwire: the root key opens them, and no key of a tenant does. */
export const ADMIN_OPERATIONS = {
  createTenant: {
    operationId: 'createTenant', root: true, method: 'post', path: '/admin/tenants', summary: 'Create a tenant (Faxwire)',
    body: { contentType: json, schema: CreateTenant },
    responses: [{ ...tenant, status: 201 }], errors: [...JSON_ERRORS, 'sender_number_not_owned'],
  },
  listTenants: {
    operationId: 'listTenants', root: true, method: 'get', path: '/admin/tenants', summary: 'List tenants (Faxwire)', description: 'The newest first.', query: PageQuery,
    responses: [{ status: 200, description: 'One page of tenants.', schema: TenantListBody }], errors: ['invalid_parameter'],
  },
  getTenant: {
    operationId: 'getTenant', root: true, method: 'get', path: TENANT, summary: 'Get a tenant (Faxwire)',
    responses: [{ ...tenant, status: 200 }], errors: ['tenant_not_found'],
  },
  changeTenant: {
    operationId: 'changeTenant', root: true, method: 'put', path: TENANT, summary: 'Change or suspend a tenant (Faxwire)',
    description: 'What is left out stays as it is. In force everywhere within five seconds.',
    body: { contentType: json, schema: ChangeTenant },
    responses: [{ ...tenant, status: 200 }], errors: [...JSON_ERRORS, 'tenant_not_found', 'sender_number_not_owned'],
  },
  deleteTenant: {
    operationId: 'deleteTenant', root: true, method: 'delete', path: TENANT, summary: 'Delete a tenant (Faxwire)',
    description: 'With its keys, numbers and webhook endpoints. Only a tenant that is suspended and has no fax.',
    responses: [{ status: 204, description: 'The tenant is deleted.' }], errors: ['unknown_field', 'malformed_json', 'tenant_not_found', 'tenant_not_deletable'],
  },
  getQuotas: {
    operationId: 'getQuotas', root: true, method: 'get', path: `${TENANT}/quotas`, summary: 'Get the quotas of a tenant (Faxwire)',
    responses: [{ ...quotas, status: 200 }], errors: ['tenant_not_found'],
  },
  setQuotas: {
    operationId: 'setQuotas', root: true, method: 'put', path: `${TENANT}/quotas`, summary: 'Set the quotas of a tenant (Faxwire)',
    description: 'What is left out is as configured for all tenants. In force everywhere within five seconds.',
    body: { contentType: json, schema: TenantQuotas },
    responses: [{ ...quotas, status: 200 }], errors: [...JSON_ERRORS, 'tenant_not_found'],
  },
  createTenantKey: {
    operationId: 'createTenantKey', root: true, method: 'post', path: `${TENANT}/keys`, summary: 'Create a key for a tenant (Faxwire)',
    description: 'Its first, for instance: a test key with every scope, unless something else is asked for.',
    body: { contentType: json, schema: CreateApiKey, optional: true },
    responses: [{ status: 201, description: 'The key, whole: shown this once.', schema: CreatedApiKeyBody }], errors: [...JSON_ERRORS, 'tenant_not_found', 'api_key_limit'],
  },
  listTenantKeys: {
    operationId: 'listTenantKeys', root: true, method: 'get', path: `${TENANT}/keys`, summary: 'List the keys of a tenant (Faxwire)', query: PageQuery,
    responses: [{ status: 200, description: 'One page of keys.', schema: ApiKeyListBody }], errors: ['invalid_parameter', 'tenant_not_found'],
  },
  revokeTenantKey: {
    operationId: 'revokeTenantKey', root: true, method: 'delete', path: `${TENANT}/keys/{keyId}`, summary: 'Revoke a key of a tenant (Faxwire)',
    responses: [{ status: 204, description: 'The key is worth nothing now.' }],
    errors: ['unknown_field', 'malformed_json', 'tenant_not_found', 'api_key_not_found', 'api_key_revoked'],
  },
  addNumber: {
    operationId: 'addNumber', root: true, method: 'post', path: `${TENANT}/numbers`, summary: 'Give a tenant a number (Faxwire)',
    description: 'A number belongs to one tenant. One that the tenant has already stays as it is.',
    body: { contentType: json, schema: AddNumber },
    responses: [{ status: 201, description: 'The number.', schema: NumberBody }], errors: [...JSON_ERRORS, 'tenant_not_found', 'number_taken', 'number_limit'],
  },
  listNumbers: {
    operationId: 'listNumbers', root: true, method: 'get', path: `${TENANT}/numbers`, summary: 'List the numbers of a tenant (Faxwire)',
    responses: [{ status: 200, description: 'Every number, in order.', schema: NumberListBody }], errors: ['tenant_not_found'],
  },
  removeNumber: {
    operationId: 'removeNumber', root: true, method: 'delete', path: `${TENANT}/numbers/{number}`, summary: 'Take a number from a tenant (Faxwire)',
    responses: [{ status: 204, description: 'The number is nobody\'s.' }], errors: ['unknown_field', 'malformed_json', 'tenant_not_found', 'number_not_found'],
  },
  listAudit: {
    operationId: 'listAudit', root: true, method: 'get', path: '/admin/audit', summary: 'List what was changed by whom (Faxwire)',
    description: 'The newest first. Nothing in it is ever changed or removed.', query: AdminAuditQuery,
    responses: [{ status: 200, description: 'One page of the audit log.', schema: AuditListBody }], errors: ['invalid_parameter'],
  },
  listTrunks: {
    operationId: 'listTrunks', root: true, method: 'get', path: '/admin/trunks', summary: 'List the trunks (Faxwire)', description: 'As they are configured.',
    responses: [{ status: 200, description: 'Every trunk.', schema: TrunkListBody }], errors: [],
  },
} as const satisfies Record<string, Operation>;

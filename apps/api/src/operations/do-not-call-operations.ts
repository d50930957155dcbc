import { AddDoNotCall, AddedDoNotCallBody, DoNotCallEntryBody, DoNotCallListBody } from '@faxwire/contracts';
import type { Operation } from '../operation.ts';
import { DoNotCallQuery } from '../tenant/do-not-call-query.ts';
import { JSON_ERRORS } from './shared-errors.ts';

/** The numbers that a tenant has not called, whoever hands a fax in. */
export const DO_NOT_CALL_OPERATIONS = {
  listDoNotCall: {
    operationId: 'listDoNotCall', scope: 'tenant:read', method: 'get', path: '/do-not-call', summary: 'List the numbers that are not called (Faxwire)',
    description: 'In numerical order.', query: DoNotCallQuery,
    responses: [{ status: 200, description: 'One page of the list.', schema: DoNotCallListBody }], errors: ['invalid_parameter'],
  },
  addDoNotCall: {
    operationId: 'addDoNotCall', scope: 'tenant:write', method: 'post', path: '/do-not-call', summary: 'Put numbers on the do-not-call list (Faxwire)',
    description: 'All of them, or none. Faxes to them are refused with `do_not_call` from now on; those that were accepted before fail with that cause instead of their next attempt.',
    body: { contentType: 'application/json', schema: AddDoNotCall },
    responses: [{ status: 200, description: 'How many are new.', schema: AddedDoNotCallBody }],
    errors: [...JSON_ERRORS, 'invalid_phone_number', 'emergency_number', 'premium_number', 'do_not_call_limit'],
  },
  getDoNotCall: {
    operationId: 'getDoNotCall', scope: 'tenant:read', method: 'get', path: '/do-not-call/{number}', summary: 'Look a number up in the do-not-call list (Faxwire)',
    responses: [{ status: 200, description: 'The entry.', schema: DoNotCallEntryBody }], errors: ['do_not_call_not_found'],
  },
  removeDoNotCall: {
    operationId: 'removeDoNotCall', scope: 'tenant:write', method: 'delete', path: '/do-not-call/{number}', summary: 'Take a number off the do-not-call list (Faxwire)',
    responses: [{ status: 204, description: 'The number is called again.' }], errors: ['unknown_field', 'malformed_json', 'do_not_call_not_found'],
  },
} as const satisfies Record<string, Operation>;

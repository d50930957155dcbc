import { FAILURE_CAUSES } from '@faxwire/fax';

export interface ErrorDefinition {
  readonly status: number;
  /** The same for every occurrence (RFC 9457, 3.1.3). */
  readonly title: string;
  /** True where the same request can succeed later without being changed. */
  readonly retriable: boolean;
  readonly meaning: string;
}

const error = (status: number, title: string, meaning: string): ErrorDefinition => ({ status, title, retriable: false, meaning });
const retriable = (status: number, title: string, meaning: string): ErrorDefinition => ({ status, title, retriable: true, meaning });

const document = (cause: keyof typeof FAILURE_CAUSES, status = 422): ErrorDefinition =>
  error(status, 'The document cannot be faxed.', FAILURE_CAUSES[cause].sentence);

/** Every error that the faxId API answers with. The key is the stable code; codes are added and never change their meaning. */
export const ERRORS = {
  api_key_missing: error(401, 'An API key is required.', 'No API key came with the request: send it as Bearer token, X-Auth-Token or Basic password.'),
  api_key_invalid: error(401, 'The API key is not valid.', 'The key is mistyped, unknown, expired or revoked.'),
  link_invalid: error(401, 'The link is not valid.', 'The link has expired, or was changed: a signed link opens exactly one address for a few minutes.'),
  root_key_invalid: error(401, 'The root key is not valid.', 'The admin API takes the root key alone; keys of tenants mean nothing to it.'),
  scope_missing: error(403, 'The key may not do this.', 'The operation needs a scope that the key has not; `detail` says which.'),
  tenant_suspended: error(403, 'The tenant is suspended.', 'The operator has closed this tenant\'s access for now.'),
  key_not_grantable: error(403, 'The key cannot do this to another key.', 'A key gives and manages no scope, mode or time that it has not itself.'),

  malformed_request: error(400, 'The request is malformed.', 'The request line or a header cannot be understood.'),
  malformed_json: error(400, 'The body is not JSON.', 'The body of the request cannot be read as JSON.'),
  malformed_multipart: error(400, 'The body is not a complete form.', 'The body cannot be read as multipart/form-data, or ended before its closing boundary.'),
  missing_field: error(400, 'A field is missing.', 'A required field did not come with the request; `errors` says which.'),
  invalid_field: error(400, 'A field is not valid.', 'The value of a field is not acceptable; `errors` says which and why.'),
  unknown_field: error(400, 'A field is not known.', 'The request has a field or part that this operation does not take; `errors` says which.'),
  duplicate_field: error(400, 'A field came twice.', 'A field that is taken once came more than once; `errors` says which.'),
  too_many_documents: error(400, 'Too many documents came.', 'A fax is made of at most 10 documents.'),
  invalid_metadata: error(400, 'The metadata is not valid.', 'Metadata is up to 50 pairs of text: keys up to 40 characters, values up to 500.'),
  unknown_parameter: error(400, 'A query parameter is not known.', 'The URL has a query parameter that this operation does not take; `errors` says which.'),
  invalid_parameter: error(400, 'A query parameter is not valid.', 'A query parameter or header is missing or not acceptable; `errors` says which.'),
  invalid_idempotency_key: error(400, 'The Idempotency-Key is not valid.', 'An Idempotency-Key is 1 to 255 printable ASCII characters.'),

  route_not_found: error(404, 'There is no such resource.', 'No operation has this path.'),
  method_not_allowed: error(405, 'The method is not allowed.', 'The path exists, but not with this method; `Allow` lists the methods it has.'),
  fax_archived: error(404, 'The fax is archived.', 'It came to rest longer ago than the tenant keeps its faxes at hand: `POST /fax/search` finds it.'),
  batch_not_found: error(404, 'There is no such batch.', 'No fax of the tenant has this `batchId`.'),
  fax_not_found: error(404, 'There is no such fax.', 'The fax does not exist, or belongs to another tenant.'),
  attempt_not_found: error(404, 'There is no such attempt.', 'The fax has no attempt with this id.'),
  trace_not_found: error(404, 'There is no trace.', 'Nothing is kept of the call of this attempt: it has not ended, placed no call, or its trace could not be stored.'),
  document_not_found: error(404, 'There is no such document.', 'The fax has no document with this number, or it is not stored any more.'),
  document_erased: error(410, 'The document was erased.', 'The document and its pages were erased, by request or by the tenant\'s policy. The record of the fax stays.'),
  page_not_found: error(404, 'There is no such page.', 'The fax has no page with this number; the first is 1.'),
  webhook_delivery_not_found: error(404, 'There is no such delivery.', 'The endpoint has no delivery with this id, or it is older than 30 days.'),
  webhook_schema_not_found: error(404, 'There is no such schema.', 'No webhook has this type.'),
  webhook_endpoint_not_found: error(404, 'There is no such webhook endpoint.', 'The endpoint does not exist, or belongs to another tenant.'),

  tenant_not_found: error(404, 'There is no such tenant.', 'No tenant has this id.'),
  number_not_found: error(404, 'There is no such number.', 'The tenant has no such number.'),
  do_not_call_not_found: error(404, 'The number is not on the list.', 'The tenant\'s do-not-call list has no such number.'),
  api_key_not_found: error(404, 'There is no such API key.', 'The key does not exist, or belongs to another tenant.'),

  fax_hold_not_allowed: error(409, 'The fax cannot be held.', 'Only a received fax can be held, and only before its first attempt; `faxStatus` says where it stands.'),
  fax_revive_not_allowed: error(409, 'The fax cannot be revived.', 'Only a held fax can be revived; `faxStatus` says where it stands.'),
  fax_stop_not_allowed: error(409, 'The fax cannot be stopped.', 'Only a received or held fax can be stopped, and only before its first attempt; `faxStatus` says where it stands.'),
  fax_retry_not_allowed: error(409, 'The fax cannot be retried.', 'Only a failed fax can be sent again; `faxStatus` says where it stands.'),
  fax_is_inbound: error(409, 'The fax came in.', 'An inbound fax is not held, revived, stopped or sent again; `faxStatus` says where it stands.'),
  fax_not_finished: error(409, 'The fax has not come to its end.', 'This is for faxes that were sent, failed or were cancelled; `faxStatus` says where this one stands.'),
  pages_not_ready: retriable(409, 'The pages are not ready.', 'The document was not turned into fax pages yet, or could not be; `faxStatus` says where the fax stands.'),
  idempotency_key_reused: error(409, 'The Idempotency-Key was used for another request.', 'A key belongs to the first request that came with it: use a new key for a new fax.'),
  tenant_not_deletable: error(409, 'The tenant cannot be deleted.', 'Only a suspended tenant without faxes can be deleted: suspend it, and keep it for the sake of its faxes.'),
  number_taken: error(409, 'The number belongs to another tenant.', 'A number belongs to one tenant: remove it there first.'),
  do_not_call_limit: error(409, 'The do-not-call list is full.', 'A tenant\'s list has at most 100,000 numbers.'),
  number_limit: error(409, 'There are too many numbers.', 'A tenant has at most 1,000 numbers.'),
  api_key_revoked: error(409, 'The API key was revoked.', 'A revoked key stays as it was: make a new one.'),
  api_key_limit: error(409, 'There are too many API keys.', 'A tenant has at most 100 keys that are neither revoked nor expired: revoke one first.'),
  webhook_delivery_not_resendable: error(409, 'The delivery cannot be resent.', 'It is under way at this moment, was attempted a hundred times, or its body was erased with the personal data of its fax.'),
  webhook_endpoint_is_disabled: error(409, 'The webhook endpoint is disabled.', 'Nothing is sent to a disabled endpoint: enable it first.'),
  webhook_endpoint_limit: error(409, 'There are too many webhook endpoints.', 'A tenant has at most 20 webhook endpoints: delete one first.'),

  upload_timeout: retriable(408, 'The upload took too long.', 'The request did not arrive within the time allowed.'),
  uri_too_long: error(414, 'The URL is too long.', 'The URL, or a part of its path, is longer than the limit.'),
  headers_too_large: error(431, 'The headers are too large.', 'All headers together are larger than 16 KiB.'),
  request_too_large: error(413, 'The request is too large.', 'The body, or a field of it, is larger than the limit.'),
  unsupported_content_type: error(415, 'The content type is not supported.', 'The operation takes another content type; the API description says which.'),
  invalid_phone_number: error(422, 'The phone number is not valid.', 'The number cannot be read as a telephone number; write it as +, country code and number.'),
  emergency_number: error(422, 'The number is an emergency number.', FAILURE_CAUSES.emergency_number.sentence),
  premium_number: error(422, 'The number is a premium-rate number.', FAILURE_CAUSES.premium_number.sentence),
  country_blocked: error(422, 'The country is blocked.', 'The operator, or the tenant\'s setting `blockedCountries`, has numbers of this country not dialled.'),
  do_not_call: error(422, 'The number is on the do-not-call list.', 'The tenant has put the number on its list: `DELETE /do-not-call/{number}` takes it off.'),
  invalid_sender_number: error(422, 'The sender number is not yours.', 'A fax is sent from one of the tenant\'s own numbers.'),
  invalid_send_time: error(422, 'The time is not acceptable.', 'A fax waits for at most 30 days: `sendAt` is no later than that, and `expiresAt` lies ahead, after `sendAt`.'),
  duplicate_recipient: error(422, 'A recipient came twice.', 'Each number comes once in a batch; `errors` says which came again.'),
  invalid_document_url: error(422, 'The document URL is not acceptable.', 'A document URL is https, without credentials, and leads to a public address.'),
  document_download_failed: retriable(422, 'The document could not be fetched.', 'The server of the document URL did not answer with the file; `detail` says what came instead.'),
  sandbox_number: error(422, 'The phone number is a sandbox number.', 'Sandbox numbers are reached with test keys only.'),
  sender_number_not_owned: error(422, 'The sender number is not the tenant\'s.', 'A tenant sends from its own numbers; `GET /tenant/numbers` lists them.'),
  invalid_webhook_url: error(422, 'The webhook URL is not acceptable.', 'A webhook URL is https, without credentials, and leads to a public address.'),

  document_empty: document('document_empty'),
  document_unknown_type: document('document_unknown_type'),
  document_encrypted: document('document_encrypted'),
  document_broken: document('document_broken'),
  document_too_large: document('document_too_large', 413),
  document_too_many_pages: document('document_too_many_pages'),
  document_page_too_large: document('document_page_too_large'),
  document_render_timeout: document('document_render_timeout'),
  document_render_memory: document('document_render_memory'),
  document_render_crashed: document('document_render_crashed'),

  too_many_downloads: retriable(429, 'Too many documents are being read.', 'A tenant reads a limited number of documents at a time: let one end first.'),
  too_many_tests: retriable(429, 'A test is under way.', 'A tenant tests one webhook endpoint at a time: wait for the answer of the test before.'),
  rate_limited: retriable(429, 'Too many requests.', 'The tenant or the key asks more often than it may: `RateLimit` says how it stands, `Retry-After` when to come again.'),
  quota_exceeded: retriable(429, 'A quota is used up.', 'The tenant has as many faxes or pages as it may; `detail` says which quota.'),
  too_many_failures: retriable(429, 'Too many keys were refused.', 'From this address, or for this key, too many keys were refused within a minute: come again after `Retry-After`.'),
  too_many_streams: retriable(429, 'Too many event streams are open.', 'A tenant has a limited number of open event streams: close one first.'),
  internal_error: retriable(500, 'Something went wrong on our side.', 'The fault is recorded. With an Idempotency-Key the request can be repeated safely.'),
  service_unavailable: retriable(503, 'The service is not available at the moment.', 'A part that the request needs does not answer: repeat it after `Retry-After`.'),
  storage_full: retriable(507, 'There is no room to store the document.', 'The document could not be stored, and the fax was not accepted: repeat the request later.'),
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorCode = keyof typeof ERRORS;

export function isErrorCode(value: string): value is ErrorCode {
  return Object.hasOwn(ERRORS, value);
}

export function errorDefinition(code: ErrorCode): ErrorDefinition {
  return ERRORS[code];
}

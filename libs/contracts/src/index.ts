export { asyncApiDocument, asyncApiJson, type AsyncApiDocument } from './async-api/async-api-document.ts';
export { EVENT_SOURCE, FAX_EVENTS_DEAD_LETTER_TOPIC, FAX_EVENTS_TOPIC, eventIdOf, type FaxCloudEvent } from './cloud-event.ts';
export type { ChannelBook, ChannelRequest, HeldChannel } from './channel-book.ts';
export type { Channel, FaxRouter, FaxTransmitter, LineFact, LineResult, ReportFact, TransmitOrder, TrunkRoute } from './fax-transmitter.ts';
export { FAX_EVENT_DATA } from './event/fax-event-data.ts';
export { ApiKeyBody, ApiKeyListBody, ChangeApiKey, CreateApiKey, CreatedApiKeyBody, MAX_OVERLAP_HOURS, RollApiKey } from './api-key-body.ts';
export { AuditEventBody, AuditListBody, TrunkListBody } from './audit-body.ts';
export { AttemptBody, AttemptListBody } from './attempt-body.ts';
export { AddDoNotCall, AddedDoNotCallBody, DoNotCallEntryBody, DoNotCallListBody, MAX_NUMBERS_AT_ONCE } from './do-not-call-body.ts';
export { ERRORS, errorDefinition, isErrorCode, type ErrorCode, type ErrorDefinition } from './error-catalogue.ts';
export { ADDITION } from './addition.ts';
export { DIRECTIONS, FaxBody, FaxListBody, ListedFaxBody, timestamp } from './fax-body.ts';
export { ReceptionBody } from './reception-body.ts';
export { FaxBatchAccepted, FaxBatchBody } from './fax-batch-body.ts';
export { FaxFound, FaxSearchBody, FaxSearchRequest, MAX_SEARCHED_IDS } from './fax-search-body.ts';
export { FaxEventBody, faxEventBody } from './fax-event-body.ts';
export {
  FaxBatchFields, FaxBatchForm, FaxByUrl, FaxFields, FaxForm, MAX_DOCUMENTS, MAX_METADATA_KEY_CHARS, MAX_METADATA_PAIRS, MAX_METADATA_VALUE_CHARS,
  MAX_RECIPIENTS, Metadata,
} from './fax-form.ts';
export { COVER_TEMPLATES, CoverPageBody, MAX_HEADER_CHARS, PAGE_SIZES, PRIORITIES, STATION_ID, faxWishes } from './fax-wish.ts';
export { CallTrace, MAX_TRACE_BYTES } from './call-trace.ts';
export { TraceBody, TraceEntryBody } from './trace-body.ts';
export { ProofBody, ProofKeySet, ProofStatement } from './proof-body.ts';
export { FieldProblem, PROBLEM_MEDIA_TYPE, Problem, problemOf, type ProblemExtras } from './problem.ts';
export { OAUTH_ERRORS, OAuthErrorBody, TokenBody, TokenRequest } from './oauth-body.ts';
export { DEFAULT_SCOPES, SCOPES, Scope, isScope } from './scope.ts';
export {
  AddNumber, ChangeOwnTenant, ChangeTenant, CreateTenant, NumberBody, NumberListBody, OwnTenantBody, PhoneNumberText, TenantBody, TenantListBody,
} from './tenant-body.ts';
export { TenantQuotas } from './tenant-quotas.ts';
export { Country, TenantSettings, type CallingHours, TenantSettingsChange } from './tenant-settings.ts';
export {
  CreateWebhookEndpoint, CreatedWebhookEndpointBody, DeleteWebhookEndpoint, EVENT_TYPES, RotateWebhookSecret, UpdateWebhookEndpoint, WEBHOOK_EVENT_TYPES,
  WebhookEndpointBody, WebhookEndpointListBody, type WebhookEventType,
} from './webhook-endpoint-body.ts';
export {
  AcknowledgeMissedEvents, AcknowledgedBody, MAX_RESENT, MissedEventListBody, Moment, ResendWebhooks, ResentWebhooksBody, WebhookDeliveryBody, WebhookDeliveryListBody,
  WebhookTestBody,
} from './webhook-delivery-body.ts';
export { lowerCaseNames } from './webhook-own-headers.ts';
export {
  WEBHOOK_INTERNAL_FIELDS, WEBHOOK_SCHEMA_TYPES, WebhookSchemaListBody, isWebhookSchemaType, webhookSchema, type WebhookSchemaType,
} from './webhook-schema.ts';
export { definedFields, type Defined } from './defined-fields.ts';

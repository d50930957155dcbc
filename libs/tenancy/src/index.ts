export { AccessTokens, isAccessToken, type AccessToken } from './access-token.ts';
export { AuditLog, type AuditEntry, type AuditEvent, type AuditRequest } from './audit-log.ts';
export { ExpiringCache } from './expiring-cache.ts';
export { ApiKeys, type CreatedKey } from './api-keys.ts';
export {
  KeyBook, MAX_KEYS_PER_TENANT, type IssuedKey, type KeyCheck, type KeyOutcome, type KeyPage, type KeyPatch, type KeyRefusal, type KeyTarget, type NewApiKey,
} from './key-book.ts';
export type { ApiKey } from './key-row.ts';
export { mayTouch } from './may-touch.ts';
export { newKey, readKey, type KeyMode, type PresentedKey } from './presented-key.ts';
export { DoNotCallList, MAX_DO_NOT_CALL_NUMBERS, type DoNotCallEntry } from './do-not-call-list.ts';
export { MAX_NUMBERS_PER_TENANT, NumberBook, type TenantNumber } from './number-book.ts';
export { QuotaUse, type Quota } from './quota-use.ts';
export { RootKey, newRootKey } from './root-key.ts';
export type { Principal } from './principal.ts';
export { ProofKeys, type ProofJwk, type ProofSigner } from './proof-keys.ts';
export { tenancyEntities, tenancyMigrations } from './schema.ts';
export { tenancyGrants } from './tenancy-grants.ts';
export { Tenants, type NewTenant, type Tenant, type TenantPage, type TenantPatch, type TenantQuotas, type TenantRecord, type TenantSettings } from './tenants.ts';
export { isAllowEntry, type AllowList } from './allow-list.ts';
export { signedLinks, type LinkQuery, type LinkTarget, type LinkVerdict, type SignedLinks } from './signed-link.ts';
export { ENDPOINT_DISABLED_EVENT, PUBLIC_EVENT_TYPES, wants, type WebhookEndpoint } from './webhook-endpoint.ts';
export type { EndpointLimits, WebhookDispatch } from './webhook-dispatch.ts';
export type { EndpointChange, IssuedSecret, NewWebhookEndpoint, SecretRotation } from './webhook-endpoint-change.ts';
export { SIGNATURE_PROFILES, newSigningKey, type SignatureProfile, type SigningKey } from './webhook-signing-key.ts';
export { maskedHeaders, type OwnHeaders } from './webhook-vault.ts';
export { MAX_ENDPOINTS_PER_TENANT, WebhookEndpoints, type EndpointCreation } from './webhook-endpoints.ts';
export {
  checkWebhookUrl, isAllowedAddress, resolveByDns, resolveWebhookTarget, type ResolveAddresses, type WebhookTarget, type WebhookUrlRefusal,
  type WebhookUrlRefusalCode, type WebhookUrlRules,
} from './ssrf-guard.ts';

import type { Grant } from '@faxwire/event-log';

/** Before the API knows whose a key is, it learns of it what `faxwire_key` tells; then it may manage the keys of that tenant. It signs nothing. */
export const tenancyGrants: readonly Grant[] = [
  { role: 'faxwire_api', function: 'faxwire_key(text, text)' },
  { role: 'faxwire_api', table: 'tenant', privileges: ['SELECT', 'UPDATE (default_country, settings)'] },
  { role: 'faxwire_api', table: 'tenant_number', privileges: ['SELECT'] },
  { role: 'faxwire_api', table: 'do_not_call', privileges: ['SELECT', 'INSERT', 'DELETE'] },
  { role: 'faxwire_lifecycle', table: 'do_not_call', privileges: ['SELECT'] },
  { role: 'faxwire_media', table: 'do_not_call', privileges: ['SELECT'] },
  // Whose number is called.
  { role: 'faxwire_media', table: 'tenant_number', privileges: ['SELECT'] },
  { role: 'faxwire_media', table: 'tenant', privileges: ['SELECT'] },
  { role: 'faxwire_api', table: 'audit_event', privileges: ['SELECT', 'INSERT'] },
  { role: 'faxwire_admin', table: 'tenant', privileges: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] },
  { role: 'faxwire_admin', table: 'tenant_number', privileges: ['SELECT', 'INSERT', 'DELETE'] },
  { role: 'faxwire_admin', table: 'api_key', privileges: ['SELECT', 'INSERT', 'UPDATE'] },
  { role: 'faxwire_admin', table: 'audit_event', privileges: ['SELECT', 'INSERT'] },
  { role: 'faxwire_lifecycle', table: 'tenant', privileges: ['SELECT'] },
  { role: 'faxwire_webhooks', table: 'tenant', privileges: ['SELECT'] },
  {
    role: 'faxwire_api', table: 'api_key',
    privileges: ['SELECT', 'INSERT', 'UPDATE (name, scopes, sha256, expires_at, revoked_at, last_used_at, rolled_at, previous_sha256, previous_until)'],
  },
  { role: 'faxwire_api', function: 'faxwire_proof_keys()' },
  { role: 'faxwire_api', function: 'faxwire_add_proof_key(text, text, bytea, timestamp with time zone)' },
  { role: 'faxwire_api', table: 'webhook_endpoint', privileges: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] },
  { role: 'faxwire_webhooks', table: 'webhook_endpoint', privileges: ['SELECT', 'UPDATE (disabled_reason, failing_since, failures)'] },
];

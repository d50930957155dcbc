import type { Grant } from '@faxwire/event-log';

/** Tenants and keys are made by the owner. The API learns of a key only what `faxwire_key` tells, and signs nothing. */
export const tenancyGrants: readonly Grant[] = [
  { role: 'faxwire_api', function: 'faxwire_key(text, text)' },
  { role: 'faxwire_api', table: 'tenant', privileges: ['SELECT'] },
  { role: 'faxwire_lifecycle', table: 'tenant', privileges: ['SELECT'] },
  { role: 'faxwire_webhooks', table: 'tenant', privileges: ['SELECT'] },
  { role: 'faxwire_api', table: 'webhook_endpoint', privileges: ['SELECT', 'INSERT', 'DELETE'] },
  { role: 'faxwire_webhooks', table: 'webhook_endpoint', privileges: ['SELECT', 'UPDATE (disabled_reason)'] },
];

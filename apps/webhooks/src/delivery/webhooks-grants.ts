import type { Grant } from '@faxwire/event-log';

export const webhooksGrants: readonly Grant[] = [
  { role: 'faxwire_webhooks', table: 'webhook_delivery', privileges: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] },
];

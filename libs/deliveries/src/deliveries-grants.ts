import type { Grant } from '@faxwire/event-log';

/** The API shows the log, puts a delivery back on the list and takes notice of what was missed; it writes no delivery and no body. */
export const deliveriesGrants: readonly Grant[] = [
  { role: 'faxwire_webhooks', table: 'webhook_delivery', privileges: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] },
  {
    role: 'faxwire_api', table: 'webhook_delivery',
    privileges: ['SELECT', 'UPDATE (state, reason, begun, next_attempt_at, finished_at, acknowledged_at)'],
  },
];

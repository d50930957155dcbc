import type { Configuration } from './configuration-schema.ts';
import { isLoopback } from './contradiction.ts';

/** Whether webhooks may go to this machine itself: a stranger's key would reach into everything that listens here. */
export function allowsLoopbackWebhooks({ webhooks, sandbox, host, trunks, database }: Configuration): boolean {
  if (webhooks.allowLoopback !== 'auto') return webhooks.allowLoopback === 'always';
  return sandbox.enabled && database.url === '' && trunks.length === 0 && isLoopback(host);
}

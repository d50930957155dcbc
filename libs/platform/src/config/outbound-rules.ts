import type { WebhookUrlRules } from '@faxwire/tenancy';
import type { Configuration } from './configuration-schema.ts';
import { allowsLoopbackWebhooks } from './loopback-webhooks.ts';

/** Where requests may go whose address a tenant chose: webhooks, their tests, and downloads of documents alike. */
export function outboundRules(configuration: Configuration): Required<WebhookUrlRules> {
  return { allowLoopback: allowsLoopbackWebhooks(configuration), allow: configuration.webhooks.allow };
}

import { WebhookSender, pingEndpoint } from '@faxwire/deliveries';
import { download } from '@faxwire/outbound';
import { outboundRules, type Configuration } from '@faxwire/platform';
import { checkWebhookUrl } from '@faxwire/tenancy';
import type { ApiDependencies } from './api-dependencies.ts';

/** Everything by which the API reaches an address that a tenant chose: the same rules for all of it. */
export function outboundParts(configuration: Configuration, now: () => number): Pick<ApiDependencies, 'download' | 'checkWebhookUrl' | 'pingWebhook'> {
  const rules = outboundRules(configuration);
  const { timeoutMs, maxResponseBytes } = configuration.webhooks;
  const sender = new WebhookSender({ ...rules, timeoutMs, maxResponseBytes });
  return {
    download: (url, options) => download(url, { ...options, rules }),
    checkWebhookUrl: (url) => checkWebhookUrl(url, rules),
    pingWebhook: (dispatch) => pingEndpoint(sender, dispatch, now()),
  };
}

import { countPending } from '@faxwire/deliveries';
import { createEventConsumer, nestLogger, outboundRules } from '@faxwire/platform';
import type { Foundation } from '@faxwire/runtime';
import { WEBHOOKS_GROUP, WebhooksModule } from './webhooks.module.ts';

/** Long enough to fetch a document at leisure, too short to be worth keeping, ms. */
const LINK_LIFETIME_MS = 15 * 60_000;

/** The consumer that notes whom to tell, and the worker that tells them. */
export async function openWebhooks({ configuration, database, endpoints, links, faxLog, source, metrics, closing, logger, checks }: Foundation): Promise<void> {
  const { host, port, webhooks: { linkBaseUrl } } = configuration;
  const module = WebhooksModule.register({
    database,
    endpoints,
    faxes: faxLog,
    settings: { ...configuration.webhooks, ...outboundRules(configuration) },
    linking: { links, baseUrl: linkBaseUrl === '' ? `http://${host}:${port}` : linkBaseUrl.replace(/\/+$/u, ''), lifetimeMs: LINK_LIFETIME_MS },
    onResult: (outcome) => metrics.webhookTried(outcome),
    onError: (error) => logger.warn({ err: error }, 'webhook delivery will try again'),
  });
  const consumer = await createEventConsumer(module, { source, group: WEBHOOKS_GROUP, metrics, logger: nestLogger(logger) });
  await consumer.listen();
  Object.assign(checks, source.checks);
  closing.defer('webhooks', () => consumer.close());
  metrics.onScrape(async () => metrics.webhookBacklog(await countPending(database.pool)));
}

export { systemClock, type Clock } from './delivery/clock.ts';
export type { DeliveryResult } from './delivery/delivery-attempt.ts';
export { WebhookDeliveryWorker, type WebhookDeliveryWorkerOptions } from './delivery/webhook-delivery-worker.ts';
export { openWebhooks } from './open-webhooks.ts';
export { webhookBody } from './payload.ts';
export type { EndpointDirectory, FaxStreams } from './ports.ts';
export { WebhookConsumer, type WebhookConsumerDeps } from './webhook-consumer.ts';
export { createWebhooks, type Webhooks, type WebhookSettings, type WebhooksDeps } from './webhooks.ts';
export { WEBHOOKS_GROUP, WebhooksModule } from './webhooks.module.ts';

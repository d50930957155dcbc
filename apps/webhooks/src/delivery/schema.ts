import { CreateWebhookDelivery1763700000000 } from './migration-create-webhook-delivery.ts';
import { IsolateDeliveries1763700000051 } from './migration-isolate-deliveries.ts';
import { WebhookDeliveryEntity } from './webhook-delivery-entity.ts';

export const webhooksEntities = [WebhookDeliveryEntity];
export const webhooksMigrations = [CreateWebhookDelivery1763700000000, IsolateDeliveries1763700000051];

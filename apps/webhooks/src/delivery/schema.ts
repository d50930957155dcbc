import { CreateWebhookDelivery1763700000000 } from './migration-create-webhook-delivery.ts';
import { WebhookDeliveryEntity } from './webhook-delivery-entity.ts';

export const webhooksEntities = [WebhookDeliveryEntity];
export const webhooksMigrations = [CreateWebhookDelivery1763700000000];

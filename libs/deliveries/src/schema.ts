import { CreateWebhookDelivery1763700000000 } from './migrations/create-webhook-delivery.ts';
import { ErasePendingDeliveries1795219200405 } from './migrations/erase-pending-deliveries.ts';
import { IsolateDeliveries1763700000051 } from './migrations/isolate-deliveries.ts';
import { OpenDeliveryLog1795219200401 } from './migrations/open-delivery-log.ts';
import { WebhookDeliveryEntity } from './webhook-delivery-entity.ts';

/** For the assembly's TypeORM data source. */
export const deliveriesEntities = [WebhookDeliveryEntity];
export const deliveriesMigrations = [CreateWebhookDelivery1763700000000, IsolateDeliveries1763700000051, OpenDeliveryLog1795219200401, ErasePendingDeliveries1795219200405];

import { Module, type BeforeApplicationShutdown, type DynamicModule, type OnApplicationBootstrap } from '@nestjs/common';
import { WebhookDeliveryWorker } from './delivery/webhook-delivery-worker.ts';
import { WebhookConsumer } from './webhook-consumer.ts';
import { WebhooksController } from './webhooks.controller.ts';
import { createWebhooks, type WebhooksDeps } from './webhooks.ts';

/** Name of the consumer group. */
export const WEBHOOKS_GROUP = 'webhooks';

class WorkerLife implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #worker: WebhookDeliveryWorker;

  constructor(worker: WebhookDeliveryWorker) {
    this.#worker = worker;
  }

  onApplicationBootstrap(): void {
    this.#worker.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#worker.stop();
  }
}

@Module({})
export class WebhooksModule {
  static register(deps: WebhooksDeps): DynamicModule {
    const { consumer, worker } = createWebhooks(deps);
    return {
      module: WebhooksModule,
      controllers: [WebhooksController],
      providers: [
        { provide: WebhookConsumer, useValue: consumer },
        { provide: WebhookDeliveryWorker, useValue: worker },
        { provide: WorkerLife, useValue: new WorkerLife(worker) },
      ],
      exports: [WebhookConsumer, WebhookDeliveryWorker],
    };
  }
}

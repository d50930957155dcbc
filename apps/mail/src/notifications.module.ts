import { Module, type BeforeApplicationShutdown, type DynamicModule, type OnApplicationBootstrap } from '@nestjs/common';
import type { NoticeWorker } from './delivery/notice-worker.ts';
import { NotificationConsumer } from './notification-consumer.ts';
import { NotificationsController } from './notifications.controller.ts';
import type { Notifications } from './notifications.ts';

/** Name of the consumer group. */
export const NOTIFICATIONS_GROUP = 'notifications';

class WorkersLife implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #workers: readonly NoticeWorker[];

  constructor(workers: readonly NoticeWorker[]) {
    this.#workers = workers;
  }

  onApplicationBootstrap(): void {
    for (const worker of this.#workers) worker.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.stop()));
  }
}

@Module({})
export class NotificationsModule {
  static register({ consumer, workers }: Notifications): DynamicModule {
    return {
      module: NotificationsModule,
      controllers: [NotificationsController],
      providers: [{ provide: NotificationConsumer, useValue: consumer }, { provide: WorkersLife, useValue: new WorkersLife(workers) }],
    };
  }
}

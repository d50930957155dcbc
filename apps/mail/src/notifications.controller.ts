import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { FaxCloudEvent } from '@faxwire/contracts';
import { FaxEventContext, OnFaxEvent } from '@faxwire/platform';
import { NotificationConsumer } from './notification-consumer.ts';

@Controller()
export class NotificationsController {
  constructor(@Inject(NotificationConsumer) private readonly consumer: NotificationConsumer) {}

  @OnFaxEvent('FaxSent')
  async sent(@Payload() event: FaxCloudEvent, @Ctx() context: FaxEventContext): Promise<void> {
    await this.consumer.accept(event, context.effect);
  }

  @OnFaxEvent('FaxFailed')
  async failed(@Payload() event: FaxCloudEvent, @Ctx() context: FaxEventContext): Promise<void> {
    await this.consumer.accept(event, context.effect);
  }
}

import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { FaxCloudEvent } from '@faxwire/contracts';
import { EVERY_EVENT, FaxEventContext, OnFaxEvent } from '@faxwire/platform';
import { WebhookConsumer } from './webhook-consumer.ts';

@Controller()
export class WebhooksController {
  constructor(@Inject(WebhookConsumer) private readonly consumer: WebhookConsumer) {}

  @OnFaxEvent(EVERY_EVENT)
  async accept(@Payload() event: FaxCloudEvent, @Ctx() context: FaxEventContext): Promise<void> {
    await this.consumer.accept(event, context.effect);
  }
}

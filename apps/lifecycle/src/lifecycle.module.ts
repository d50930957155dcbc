import { Module, type DynamicModule } from '@nestjs/common';
import { LifecycleController, NUDGE } from './lifecycle.controller.ts';

/** Name of the consumer group. */
export const LIFECYCLE_GROUP = 'lifecycle';

@Module({})
export class LifecycleModule {
  static register(nudge: (faxId: string) => void): DynamicModule {
    return { module: LifecycleModule, controllers: [LifecycleController], providers: [{ provide: NUDGE, useValue: nudge }] };
  }
}

import { Module, type DynamicModule } from '@nestjs/common';
import { LifecycleController, WAKE, type Wake } from './lifecycle.controller.ts';

/** Name of the consumer group. */
export const LIFECYCLE_GROUP = 'lifecycle';

@Module({})
export class LifecycleModule {
  static register(wake: Wake): DynamicModule {
    return { module: LifecycleModule, controllers: [LifecycleController], providers: [{ provide: WAKE, useValue: wake }] };
  }
}

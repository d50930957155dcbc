import { Module, type DynamicModule } from '@nestjs/common';
import { HEALTH_OPTIONS, HealthController, type HealthOptions } from './health.controller.ts';

/** `GET /livez`, `GET /readyz` and `GET /metrics`. */
@Module({})
export class HealthModule {
  static register(options: HealthOptions): DynamicModule {
    return { module: HealthModule, controllers: [HealthController], providers: [{ provide: HEALTH_OPTIONS, useValue: options }] };
  }
}

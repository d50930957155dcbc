import { Catch, type DynamicModule, type INestMicroservice, type LoggerService, type RpcExceptionFilter, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { throwError, type Observable } from 'rxjs';
import type { Metrics } from '../metrics/metrics.ts';
import { FaxEventStrategy, type FaxEventStrategyOptions } from './fax-event-strategy.ts';

/** Nest would make "Internal server error" of every failure; the dead-letter table is to know the reason. */
@Catch()
export class EventErrorFilter implements RpcExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}

export interface EventConsumerOptions extends FaxEventStrategyOptions {
  readonly logger?: LoggerService;
  /** Where the group's lag is shown. */
  readonly metrics?: Metrics;
}

/** A microservice whose `@EventPattern` methods read from the source; `listen()` starts it, `close()` stops it. */
export async function createEventConsumer(module: Type | DynamicModule, options: EventConsumerOptions): Promise<INestMicroservice> {
  const { logger, metrics, group } = options;
  const strategy = new FaxEventStrategy(options);
  const app = await NestFactory.createMicroservice<MicroserviceOptions>(module, {
    strategy,
    abortOnError: false,
    ...(logger === undefined ? {} : { logger }),
  });
  app.useGlobalFilters(new EventErrorFilter());
  metrics?.deadLetters(group, 0);
  metrics?.onScrape(async () => {
    const lag = await strategy.lag();
    if (lag) metrics.logLag(group, lag);
  });
  return app;
}

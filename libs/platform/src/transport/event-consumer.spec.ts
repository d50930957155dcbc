import { EVENT_SOURCE, type FaxCloudEvent } from '@faxwire/contracts';
import type { Effect, EventSource, SubscriptionOptions } from '@faxwire/transport';
import { Controller, Module } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { Observable, Subject } from 'rxjs';
import { Metrics } from '../metrics/metrics.ts';
import { createEventConsumer } from './event-consumer.ts';
import { FaxEventContext } from './fax-event-context.ts';
import { OnFaxEvent } from './on-fax-event.ts';

/** A source that hands out what the test says, one at a time, and moves its checkpoint as the port promises. */
class DirectedFeed implements EventSource {
  readonly checks = {};
  options: SubscriptionOptions | undefined;
  checkpoint = 0;
  stopped = false;

  subscribe(options: SubscriptionOptions) {
    this.options = options;
    return { group: options.group, stop: async () => void (this.stopped = true), lag: async () => ({ events: 3, seconds: 0.5 }) };
  }

  async feed(event: FaxCloudEvent, effect: Effect = NO_EFFECT): Promise<void> {
    await this.options?.handle(event, effect);
    this.checkpoint += 1;
  }
}

function eventOf(type: FaxCloudEvent['type']): FaxCloudEvent {
  return {
    specversion: '1.0', id: 'evt_f-1_1', source: EVENT_SOURCE, type, time: '2026-11-21T09:00:00Z', subject: 'f-1', datacontenttype: 'application/json',
    data: {}, sequence: 1, tenantid: 'tenant-1',
  };
}

const NO_EFFECT: Effect = { query: async () => ({ rows: [], rowCount: 0 }) };
const seen: string[] = [];
const gate = new Subject<void>();

@Controller()
class Consumer {
  @EventPattern<string>('FaxSent')
  async sent(@Payload() event: FaxCloudEvent, @Ctx() context: FaxEventContext) {
    seen.push(`sent ${event.subject}`);
    await context.effect.query('INSERT INTO sent');
  }

  @OnFaxEvent('FaxSent')
  async sentToo() {
    await Promise.resolve();
    seen.push('sent too');
  }

  @OnFaxEvent('FaxFailed')
  async failed() {
    throw new Error('the table is gone');
  }

  @OnFaxEvent('PageSent')
  page(): Observable<void> {
    return gate;
  }
}

@Controller()
class EveryEventConsumer {
  @OnFaxEvent('*')
  every(@Payload() event: FaxCloudEvent) {
    seen.push(`every ${event.type}`);
  }
}

@Module({ controllers: [Consumer] })
class ConsumerModule {}

@Module({ controllers: [EveryEventConsumer] })
class EveryEventModule {}

@Module({})
class EmptyModule {}

const logger = { log: () => undefined, error: () => undefined, warn: () => undefined };

async function started(module: typeof ConsumerModule) {
  const source = new DirectedFeed();
  const metrics = new Metrics();
  const app = await createEventConsumer(module, { source, group: 'projections', logger, metrics });
  await app.listen();
  return { app, source, metrics };
}

describe('a consumer of fax events', () => {
  beforeEach(() => void (seen.length = 0));

  it('hands an event to every method that asked for its type, with the effect of the checkpoint', async () => {
    const { app, source } = await started(ConsumerModule);
    expect(source.options).toMatchObject({ group: 'projections', types: ['FaxSent', 'FaxFailed', 'PageSent'] });
    const query = async (sql: string) => {
      seen.push(sql);
      return { rows: [], rowCount: 0 };
    };
    await source.feed(eventOf('FaxSent'), { query });
    expect([...seen].sort()).toEqual(['INSERT INTO sent', 'sent f-1', 'sent too']);
    await app.close();
  });

  it('asks the source for all types when a method asks for *', async () => {
    const { app, source } = await started(EveryEventModule);
    expect(source.options?.types).toBeUndefined();
    await source.feed(eventOf('CallRinging'));
    expect(seen).toEqual(['every CallRinging']);
    await app.close();
  });

  it('gives a failure to the source with its own reason, and the checkpoint stays', async () => {
    const { app, source } = await started(ConsumerModule);
    await expect(source.feed(eventOf('FaxFailed'))).rejects.toThrow('the table is gone');
    expect(source.checkpoint).toBe(0);
    await app.close();
  });

  it('moves the checkpoint only after the observable that a method returned has completed', async () => {
    const { app, source } = await started(ConsumerModule);
    const fed = source.feed(eventOf('PageSent'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(source.checkpoint).toBe(0);
    gate.complete();
    await fed;
    expect(source.checkpoint).toBe(1);
    await app.close();
  });

  it('shows how far its group is behind', async () => {
    const { app, metrics } = await started(ConsumerModule);
    expect(await metrics.text()).toContain('faxwire_log_lag_events{consumer="projections"} 3');
    await app.close();
  });

  it('stops the subscription when it is closed', async () => {
    const { app, source } = await started(ConsumerModule);
    await app.close();
    expect(source.stopped).toBe(true);
  });

  it('does not start without a handler: a group that reads nothing would look as if all was well', async () => {
    await expect(started(EmptyModule)).rejects.toThrow('No event handler');
  });
});

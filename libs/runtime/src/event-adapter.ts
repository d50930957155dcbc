import type { Database, EventLog } from '@faxwire/event-log';
import type { Configuration, Logger, Metrics } from '@faxwire/platform';
import { KafkaEventSource, LogEventSource, type EventSource, type OnDeadLetter } from '@faxwire/transport';
import type { ClosingStack } from './closing-stack.ts';

export interface OpenedEventSource extends EventSource {
  /** Has the group handle its dead letters again. Returns how many there are. */
  replayDeadLetters(group: string): Promise<number>;
  close(): Promise<void>;
}

interface Place {
  readonly configuration: Configuration;
  readonly service: string;
  readonly database: Database;
  readonly eventLog: EventLog;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly closing: ClosingStack;
}

export function openEventSource(place: Place): OpenedEventSource {
  const source = sourceOf(place);
  place.closing.defer('event source', () => source.close());
  return source;
}

/** The one place that knows which buses there are. */
function sourceOf({ configuration: { events, kafka }, service, eventLog, database, logger, metrics }: Place): OpenedEventSource {
  const onError = (error: unknown): void => logger.warn({ err: error }, 'an event consumer will try again');
  const onDeadLetter: OnDeadLetter = ({ group, eventId }) => {
    metrics.deadLetters(group);
    logger.error({ group, eventId }, 'an event that could not be handled was set aside');
  };
  switch (events.bus) {
    case 'log':
      return new LogEventSource({ log: eventLog, database, onError, onDeadLetter });
    case 'kafka':
      return new KafkaEventSource({
        kafka: { ...kafka, clientId: service },
        pool: database.pool,
        retentionHours: kafka.retentionHours,
        onError,
        onDeadLetter,
        onKafkaLog: ({ level, message, namespace }) => logger[level]({ library: 'kafkajs', namespace }, message),
      });
  }
}

import type { Database, EventLog } from '@faxwire/event-log';
import type { Configuration, HealthCheck, Logger } from '@faxwire/platform';
import { LogEventSource, type EventSource } from '@faxwire/transport';
import type { ClosingStack } from './closing-stack.ts';

export interface OpenedEventSource extends EventSource {
  /** Has the group handle its dead letters again. Returns how many there are. */
  replayDeadLetters(group: string): Promise<number>;
}

interface Place {
  readonly configuration: Configuration;
  readonly database: Database;
  readonly eventLog: EventLog;
  readonly logger: Logger;
  readonly closing: ClosingStack;
  readonly checks: Record<string, HealthCheck>;
}

/** The one place that knows which buses there are. */
export function openEventSource({ eventLog, database, logger, closing }: Place): OpenedEventSource {
  const source = new LogEventSource({ log: eventLog, database, onError: (error) => logger.warn({ err: error }, 'an event consumer will try again') });
  closing.defer('event source', () => source.close());
  return source;
}

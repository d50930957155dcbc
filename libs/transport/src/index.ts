import type { Grant } from '@faxwire/event-log';
import { CreateConsumedEvent1795219200102 } from './migrations/create-consumed-event.ts';
import { CreateConsumer1795219200101 } from './migrations/create-consumer.ts';
import { IsolateDeadLetters1795219200151 } from './migrations/isolate-dead-letters.ts';

export { faxEventOf, toCloudEvent } from './cloud-event.ts';
export type { Effect, EventSource, Subscription, SubscriptionOptions } from './event-source.ts';
export { HandlerUnavailable } from './handler-unavailable.ts';
export { listDeadLetters, replayDeadLetters, type DeadLetter } from './log/dead-letter.ts';
export { sweepConsumedEvents } from './kafka/consumed-event.ts';
export type { KafkaDeadLetter } from './kafka/dead-letter-message.ts';
export { DeadLetterTopic, type DeadLetterTopicOptions } from './kafka/dead-letter-topic.ts';
export { kafkaClient, type KafkaLogEntry, type KafkaSettings, type OnKafkaLog } from './kafka/kafka-client.ts';
export { KafkaEventSource, type KafkaEventSourceOptions } from './kafka/kafka-event-source.ts';
export { Relay, type RelayOptions, type RelayState } from './kafka/relay.ts';
export { TopicProblem, ensureTopics, type EnsuredTopic, type TopicOptions } from './kafka/topics.ts';
export type { OnDeadLetter, OnError } from './log/delivery.ts';
export { LogEventSource, type LogEventSourceOptions } from './log/log-event-source.ts';

export const transportMigrations = [CreateConsumer1795219200101, CreateConsumedEvent1795219200102, IsolateDeadLetters1795219200151];

/** Consumers remember what they have stored the effect of; only the relay moves along the log. */
export const transportGrants: readonly Grant[] = [
  { role: 'faxwire_lifecycle', table: 'consumed_event', privileges: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] },
  { role: 'faxwire_webhooks', table: 'consumed_event', privileges: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] },
  { role: 'faxwire_relay', table: 'consumer_checkpoint', privileges: ['SELECT', 'INSERT', 'UPDATE'] },
];

import { EVENT_SOURCE, eventIdOf, type FaxCloudEvent } from '@faxwire/contracts';
import { Partitioners, type Message } from 'kafkajs';
import { messageOf } from '../kafka/event-message.ts';
import { kafkaClient, type KafkaSettings } from '../kafka/kafka-client.ts';

export function eventOf(subject: string, sequence: number): FaxCloudEvent {
  return {
    specversion: '1.0', id: eventIdOf(subject, sequence), source: EVENT_SOURCE, type: 'FaxHeld', time: '2026-11-21T09:00:00.000Z', subject,
    datacontenttype: 'application/json', data: {}, sequence, tenantid: 'ten_a',
  };
}

/** Writes to a topic what a relay would, as often as a specification wants, and what no relay would. */
export async function openPublisher(kafka: KafkaSettings, topic: string) {
  const producer = kafkaClient(kafka).producer({ allowAutoTopicCreation: false, createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  const send = (...messages: Message[]) => producer.send({ topic, messages });
  return { send, publish: (...events: FaxCloudEvent[]) => send(...events.map(messageOf)), close: () => producer.disconnect() };
}

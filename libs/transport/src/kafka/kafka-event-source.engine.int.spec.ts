import { kafka } from '@faxwire/testing';
import { eventSourceContract } from '../testing/event-source.contract.ts';
import { openKafkaBench } from '../testing/kafka-bench.ts';

describe('the event source on Kafka', () => {
  eventSourceContract(async () => openKafkaBench((await kafka()).brokers));
});

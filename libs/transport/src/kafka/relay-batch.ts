import type { StoredEvent } from '@faxwire/event-log';
import type { Message } from 'kafkajs';
import { toCloudEvent } from '../cloud-event.ts';
import { messageOf } from './event-message.ts';
import { RELAY_BATCH_BYTES } from './kafka-limits.ts';

/** What goes into one transaction, and how far the log is read with it. */
export interface RelayBatch {
  readonly messages: readonly Message[];
  readonly last: StoredEvent;
}

/** Key, headers and the frame of a record. */
const RECORD_OVERHEAD_BYTES = 256;

/** In the order of the log. An event that is larger than a batch may be goes alone, for the broker to judge. */
export function batchesOf(events: readonly StoredEvent[], maxBytes = RELAY_BATCH_BYTES): readonly RelayBatch[] {
  const batches: { messages: Message[]; last: StoredEvent; bytes: number }[] = [];
  for (const event of events) {
    const message = messageOf(toCloudEvent(event));
    const bytes = Buffer.byteLength(message.value ?? '') + RECORD_OVERHEAD_BYTES;
    const open = batches.at(-1);
    if (open === undefined || open.bytes + bytes > maxBytes) {
      batches.push({ messages: [message], last: event, bytes });
    } else {
      open.messages.push(message);
      open.last = event;
      open.bytes += bytes;
    }
  }
  return batches;
}

import type { FaxCloudEvent } from '@faxwire/contracts';
import type { KafkaMessage, Message } from 'kafkajs';
import { MAX_REASON_LENGTH } from '../limits.ts';
import { headerOf, readMessage } from './event-message.ts';

/** Header of a message that one group is to handle again; the others pass it by. */
export const REPLAY_FOR = 'faxwire-replay-for';

const HEADER = {
  group: 'faxwire-group', id: 'faxwire-id', reason: 'faxwire-reason', tries: 'faxwire-tries', at: 'faxwire-at',
  topic: 'faxwire-origin-topic', partition: 'faxwire-origin-partition', offset: 'faxwire-origin-offset', replayed: 'faxwire-replayed',
} as const;

export interface MessagePlace {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
}

/** An event that a group could not handle, or a message that is no event at all. */
export interface KafkaDeadLetter {
  /** Of the event; where it is none, the place of the message. */
  readonly id: string;
  readonly group: string;
  /** Undefined where the message is no event of ours. */
  readonly event: FaxCloudEvent | undefined;
  readonly reason: string;
  readonly tries: number;
  readonly at: Date;
  readonly origin: MessagePlace;
}

export interface Burial {
  readonly id: string;
  readonly group: string;
  readonly error: unknown;
  readonly tries: number;
  readonly place: MessagePlace;
  readonly message: Pick<KafkaMessage, 'value' | 'headers'>;
}

function idOfPlace({ topic, partition, offset }: MessagePlace): string {
  return `${topic}/${partition}/${offset}`;
}

/** Where a message came from in the first place: what was replayed keeps the id and the place that it has on the list. */
export function originOf({ headers }: Pick<KafkaMessage, 'headers'>, place: MessagePlace): { readonly id: string; readonly place: MessagePlace } {
  const text = (name: keyof typeof HEADER) => headerOf(headers, HEADER[name]);
  const [id, topic, partition, offset] = [text('id'), text('topic'), text('partition'), text('offset')];
  const replayed = headerOf(headers, REPLAY_FOR) !== undefined && id !== undefined && topic !== undefined && offset !== undefined;
  return replayed ? { id, place: { topic, partition: Number(partition), offset } } : { id: idOfPlace(place), place };
}

/** The message as it came, and what became of it in the headers. */
export function letterMessage({ id, group, error, tries, place, message }: Burial): Message {
  const { [REPLAY_FOR]: _, ...headers } = message.headers ?? {};
  const said = {
    [HEADER.group]: group, [HEADER.id]: id, [HEADER.reason]: reasonOf(error), [HEADER.tries]: String(tries), [HEADER.at]: new Date().toISOString(),
    [HEADER.topic]: place.topic, [HEADER.partition]: String(place.partition), [HEADER.offset]: place.offset,
  };
  return { key: keyOf(group, id), value: message.value, headers: { ...headers, ...said } };
}

/** Takes a letter off the list: the group has handled it. */
export function replayedMessage(group: string, id: string): Message {
  return { key: keyOf(group, id), value: null, headers: { [HEADER.group]: group, [HEADER.id]: id, [HEADER.replayed]: new Date().toISOString() } };
}

const keyOf = (group: string, id: string): string => `${group}/${id}`;

function reasonOf(error: unknown): string {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return reason.replaceAll('\0', '').slice(0, MAX_REASON_LENGTH);
}

export interface Letter extends KafkaDeadLetter {
  readonly message: Pick<KafkaMessage, 'value' | 'headers'>;
}

/** What is on the list after this message: a fold. Messages of others, and of other groups, change nothing. */
export function evolveLetters(letters: Map<string, Letter>, message: Pick<KafkaMessage, 'value' | 'headers'>, limit: number): void {
  const text = (name: keyof typeof HEADER) => headerOf(message.headers, HEADER[name]) ?? '';
  const [id, group] = [text('id'), text('group')];
  if (id === '' || group === '') return;
  const key = keyOf(group, id);
  if (text('replayed') !== '') return void letters.delete(key);
  const before = letters.get(key);
  if (!before && letters.size >= limit) return;
  const read = readMessage(message);
  letters.set(key, {
    id, group, message,
    event: read.ok ? read.event : undefined,
    reason: text('reason'),
    tries: (before?.tries ?? 0) + Number(text('tries')),
    at: new Date(text('at')),
    origin: { topic: text('topic'), partition: Number(text('partition')), offset: text('offset') },
  });
}

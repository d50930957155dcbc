import { EVENT_SOURCE, eventIdOf, type FaxCloudEvent } from '@faxwire/contracts';
import type { IHeaders, KafkaMessage, Message } from 'kafkajs';
import { MAX_EVENT_BYTES } from './kafka-limits.ts';

/** Structured mode of the Kafka binding of CloudEvents 1.0. */
export const CONTENT_TYPE = 'application/cloudevents+json';

/** The key is the fax: its events share a partition, and so an order. */
export function messageOf(event: FaxCloudEvent): Message {
  const headers = { 'content-type': CONTENT_TYPE, ...(event.traceparent === undefined ? {} : { traceparent: event.traceparent }) };
  return { key: event.subject, value: JSON.stringify(event), headers };
}

export type ReadMessage =
  | { readonly ok: true; readonly event: FaxCloudEvent }
  | { readonly ok: false; readonly code: 'too_large' | 'not_json' | 'not_our_event'; readonly reason: string };

/** Anybody who may write to the topic may write anything. */
export function readMessage({ value, headers }: Pick<KafkaMessage, 'value' | 'headers'>): ReadMessage {
  if (!value || value.length === 0) return { ok: false, code: 'not_our_event', reason: 'The message is empty.' };
  if (value.length > MAX_EVENT_BYTES) return { ok: false, code: 'too_large', reason: `The message has ${value.length} bytes.` };
  const given = parsed(value);
  if (given === undefined) return { ok: false, code: 'not_json', reason: 'The message is no JSON object.' };
  const wrong = CHECKS.find(([, holds]) => !holds(given));
  if (wrong) return { ok: false, code: 'not_our_event', reason: `The message is no event of ours: ${wrong[0]}.` };
  const traceparent = given.traceparent ?? headerOf(headers, 'traceparent');
  return { ok: true, event: { ...given, ...(traceparent === undefined ? {} : { traceparent }) } as FaxCloudEvent };
}

type Given = Partial<Record<keyof FaxCloudEvent, unknown>>;

function parsed(value: Buffer): (Given & { readonly traceparent?: string }) | undefined {
  try {
    const given: unknown = JSON.parse(value.toString('utf8'));
    return isObject(given) ? given : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (given: unknown): given is object => typeof given === 'object' && given !== null && !Array.isArray(given);
const isText = (given: unknown): given is string => typeof given === 'string' && given !== '';

// A type that we do not know yet is no fault: a newer release may run beside us.
const CHECKS: readonly (readonly [string, (given: Given) => boolean])[] = [
  ['specversion', ({ specversion }) => specversion === '1.0'],
  ['source', ({ source }) => source === EVENT_SOURCE],
  ['type', ({ type }) => isText(type)],
  ['time', ({ time }) => isText(time) && !Number.isNaN(Date.parse(time))],
  ['subject', ({ subject }) => isText(subject)],
  ['sequence', ({ sequence }) => Number.isSafeInteger(sequence) && (sequence as number) > 0],
  ['id', ({ id, subject, sequence }) => id === eventIdOf(subject as string, sequence as number)],
  ['tenantid', ({ tenantid }) => isText(tenantid)],
  ['data', ({ data }) => isObject(data)],
  ['traceparent', ({ traceparent }) => traceparent === undefined || isText(traceparent)],
];

export function headerOf(headers: IHeaders | undefined, name: string): string | undefined {
  const value = headers?.[name];
  const first = Array.isArray(value) ? value[0] : value;
  return first?.toString();
}

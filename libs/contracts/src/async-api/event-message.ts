import { transitionOf, type FaxEventType } from '@faxwire/fax';
import * as z from 'zod';
import { EVENT_SOURCE, type FaxCloudEvent } from '../cloud-event.ts';
import { FAX_EVENT_DATA } from '../event/fax-event-data.ts';
import { EXAMPLE_STORIES, storyOf } from '../event/example-fax.ts';
import { EVENT_TYPES } from '../webhook-endpoint-body.ts';
import { jsonSchemaOf, type JsonSchema } from './json-schema.ts';

/** Structured mode of the Kafka binding of CloudEvents 1.0: the whole event is the value. */
export const CLOUD_EVENT_CONTENT_TYPE = 'application/cloudevents+json';
const BINDING_VERSION = '0.5.0';

const traceparent = z.string().regex(/^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/)
  .meta({ description: 'W3C trace context of what caused the event.' });

const Envelope = z
  .object({
    specversion: z.literal('1.0'),
    id: z.string().meta({ description: '`evt_<faxId>_<sequence>`. The same however often the event comes: forget duplicates by it.' }),
    source: z.literal(EVENT_SOURCE),
    type: z.enum(EVENT_TYPES),
    time: z.iso.datetime({ precision: 3 }).meta({ description: 'When it happened, UTC.' }),
    subject: z.uuid().meta({ description: 'The fax; also the key of the message.' }),
    datacontenttype: z.literal('application/json'),
    data: z.record(z.string(), z.unknown()).meta({ description: 'What the event says; see its message.' }),
    sequence: z.int().min(1).meta({ description: 'Position of the event in its fax, from 1 and without gaps.' }),
    tenantid: z.string().min(1).meta({ description: 'The tenant that the fax belongs to.' }),
    traceparent: traceparent.optional(),
  })
  .meta({ description: 'CloudEvents 1.0 in JSON format. A reader ignores fields and types that it does not know.' });

const Headers = z.object({ 'content-type': z.literal(CLOUD_EVENT_CONTENT_TYPE), traceparent: traceparent.optional() });

export function eventSchemas(): Readonly<Record<string, JsonSchema>> {
  const data = EVENT_TYPES.map((type) => [dataName(type), jsonSchemaOf(FAX_EVENT_DATA[type])] as const);
  return { CloudEvent: jsonSchemaOf(Envelope), EventHeaders: jsonSchemaOf(Headers), ...Object.fromEntries(data) };
}

export function eventMessages(): Readonly<Record<FaxEventType, object>> {
  const examples = EXAMPLE_STORIES.flatMap(storyOf);
  const messages = EVENT_TYPES.map((type) => [type, eventMessage(type, examples.filter((event) => event.type === type))] as const);
  return Object.fromEntries(messages) as Record<FaxEventType, object>;
}

function eventMessage(type: FaxEventType, examples: readonly FaxCloudEvent[]): object {
  return {
    name: type,
    title: type,
    summary: transitionOf(type).meaning,
    description: FAX_EVENT_DATA[type].meta()?.description,
    contentType: CLOUD_EVENT_CONTENT_TYPE,
    headers: { $ref: '#/components/schemas/EventHeaders' },
    payload: {
      allOf: [
        { $ref: '#/components/schemas/CloudEvent' },
        { type: 'object', properties: { type: { const: type }, data: { $ref: `#/components/schemas/${dataName(type)}` } } },
      ],
    },
    bindings: { kafka: { key: { type: 'string', format: 'uuid', description: 'The fax id: all events of a fax share a partition, and so an order.' }, bindingVersion: BINDING_VERSION } },
    examples: examples.slice(0, 1).map((payload) => ({
      name: type,
      headers: { 'content-type': CLOUD_EVENT_CONTENT_TYPE, traceparent: payload.traceparent },
      payload,
    })),
  };
}

const dataName = (type: FaxEventType): string => `${type}Data`;

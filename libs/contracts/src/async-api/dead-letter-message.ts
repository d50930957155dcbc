import * as z from 'zod';
import { EXAMPLE_STORIES, storyOf } from '../event/example-fax.ts';
import { FAX_EVENTS_TOPIC } from '../cloud-event.ts';
import { jsonSchemaOf, type JsonSchema } from './json-schema.ts';

const digits = z.string().regex(/^[0-9]+$/);

const ofLetter = {
  'faxwire-group': z.string().meta({ description: 'The consumer group that could not handle it.' }),
  'faxwire-id': z.string().meta({ description: 'Id of the event; of a message that is no event, `<topic>/<partition>/<offset>`.' }),
};

const LetterHeaders = z.object({
  ...ofLetter,
  'faxwire-reason': z.string().meta({ description: 'Name and message of the last error.' }),
  'faxwire-tries': digits.meta({ description: 'How often it was handed to a handler.' }),
  'faxwire-at': z.iso.datetime({ precision: 3 }).meta({ description: 'When it was set aside.' }),
  'faxwire-origin-topic': z.string(),
  'faxwire-origin-partition': digits,
  'faxwire-origin-offset': digits,
});

const ReplayedHeaders = z.object({ ...ofLetter, 'faxwire-replayed': z.iso.datetime({ precision: 3 }).meta({ description: 'When the group had handled it after all.' }) });

export function deadLetterSchemas(): Readonly<Record<string, JsonSchema>> {
  return { DeadLetterHeaders: jsonSchemaOf(LetterHeaders), ReplayedHeaders: jsonSchemaOf(ReplayedHeaders) };
}

const KEY = { kafka: { key: { type: 'string', description: '`<group>/<id>`.' }, bindingVersion: '0.5.0' } };

export function deadLetterMessages(): Readonly<Record<string, object>> {
  const payload = EXAMPLE_STORIES.flatMap(storyOf)[0];
  const place = { 'faxwire-group': 'webhooks', 'faxwire-id': payload?.id ?? '' };
  return {
    DeadLetter: {
      name: 'DeadLetter',
      title: 'Set aside',
      summary: 'A message that a group could not handle, as it came.',
      description: 'The value and the headers are those of the original; what became of it is said in headers of ours. The value of a message that was no event can be anything.',
      headers: { $ref: '#/components/schemas/DeadLetterHeaders' },
      payload: {},
      bindings: KEY,
      examples: [{
        name: 'DeadLetter',
        headers: {
          ...place, 'faxwire-reason': 'TypeError: fetch failed', 'faxwire-tries': '5', 'faxwire-at': '2026-01-15T09:31:00.000Z',
          'faxwire-origin-topic': FAX_EVENTS_TOPIC, 'faxwire-origin-partition': '3', 'faxwire-origin-offset': '1804',
        },
        payload,
      }],
    },
    Replayed: {
      name: 'Replayed',
      title: 'Taken off the list',
      summary: 'The group has handled the message after all.',
      headers: { $ref: '#/components/schemas/ReplayedHeaders' },
      payload: { type: 'null', description: 'No value.' },
      bindings: KEY,
      examples: [{ name: 'Replayed', headers: { ...place, 'faxwire-replayed': '2026-01-15T10:02:11.000Z' }, payload: null }],
    },
  };
}

import { FAX_EVENTS_DEAD_LETTER_TOPIC, FAX_EVENTS_TOPIC } from '../cloud-event.ts';
import { deadLetterMessages, deadLetterSchemas } from './dead-letter-message.ts';
import { eventMessages, eventSchemas } from './event-message.ts';
import type { JsonSchema } from './json-schema.ts';

export interface AsyncApiDocument {
  readonly asyncapi: '3.0.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly defaultContentType: string;
  readonly channels: Readonly<Record<string, Channel>>;
  readonly operations: Readonly<Record<string, object>>;
  readonly components: { readonly messages: Readonly<Record<string, object>>; readonly schemas: Readonly<Record<string, JsonSchema>> };
}

interface Channel {
  readonly address: string;
  readonly title: string;
  readonly description: string;
  readonly messages: Readonly<Record<string, Reference>>;
  readonly bindings: object;
}

interface Reference {
  readonly $ref: string;
}

const DESCRIPTION = `Everything that happens to a fax is an event. The event log in PostgreSQL is where events are; where \`events.bus\` is \`kafka\`, a
relay copies them to the topic \`${FAX_EVENTS_TOPIC}\` for whoever wants to know.

Events of one fax come in the order of their \`sequence\`; between faxes there is no order. An event can come more than once, always
with the same \`id\`, and none is left out. An event that was stored never changes. Fields and types of events are added without notice,
so a reader passes over what it does not know; nothing is renamed, removed or given another meaning within \`v1\`.

The topics are the inside of the house: \`token\`, \`requestHash\` and \`jitter\` do not leave it through the API or webhooks. Give nobody
the right to write to them.`;

/** AsyncAPI 3.0: what is on the topics, printed from the descriptions that the code is compiled against. */
export function asyncApiDocument(): AsyncApiDocument {
  const [events, letters] = [eventMessages(), deadLetterMessages()];
  return {
    asyncapi: '3.0.0',
    info: { title: 'Faxwire: events of faxes', version: '1', description: DESCRIPTION },
    defaultContentType: 'application/json',
    channels: {
      faxEvents: {
        address: FAX_EVENTS_TOPIC,
        title: 'Events of faxes',
        description: 'Every event of every fax, of all tenants. Kept as long as `kafka.retentionHours` says, and never compacted; the event log keeps them all.',
        messages: references('components/messages', events),
        bindings: topic(FAX_EVENTS_TOPIC),
      },
      faxEventsSetAside: {
        address: FAX_EVENTS_DEAD_LETTER_TOPIC,
        title: 'Messages that could not be handled',
        description: 'What a consumer group gave up on after its tries, while it went on with the next message. One partition: a fold over it says what is still open.',
        messages: references('components/messages', letters),
        bindings: topic(FAX_EVENTS_DEAD_LETTER_TOPIC),
      },
    },
    operations: {
      relay: operation('send', 'faxEvents', { summary: 'The relay copies events from the log: one relay at a time, idempotently, acknowledged by all replicas.', messages: events }),
      consume: operation('receive', 'faxEvents', { summary: 'Consumer groups (lifecycle, webhooks) handle events. An offset moves once the effect is stored.', messages: events }),
      setAside: operation('send', 'faxEventsSetAside', { summary: 'A consumer group sets a message aside, or takes one off the list that it has handled after all.', messages: letters }),
      listSetAside: operation('receive', 'faxEventsSetAside', { summary: 'The replay command reads what is open and hands it to its group again.', messages: letters }),
    },
    components: { messages: { ...events, ...letters }, schemas: { ...eventSchemas(), ...deadLetterSchemas() } },
  };
}

/** As the file `docs/asyncapi.json` has it. */
export function asyncApiJson(): string {
  return `${JSON.stringify(asyncApiDocument(), undefined, 2)}\n`;
}

function topic(name: string) {
  return { kafka: { topic: name, topicConfiguration: { 'cleanup.policy': ['delete'] }, bindingVersion: '0.5.0' } };
}

function operation(action: 'send' | 'receive', channel: string, { summary, messages }: { readonly summary: string; readonly messages: object }) {
  const refs = Object.values(references(`channels/${channel}/messages`, messages));
  return { action, channel: { $ref: `#/channels/${channel}` }, summary, messages: refs };
}

function references(path: string, named: object): Readonly<Record<string, Reference>> {
  return Object.fromEntries(Object.keys(named).map((name) => [name, { $ref: `#/${path}/${name}` }]));
}

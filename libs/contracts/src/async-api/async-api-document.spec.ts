import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import specs from '@asyncapi/specs';
import { TRANSITIONS, type FaxEventType } from '@faxwire/fax';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { FaxCloudEvent } from '../cloud-event.ts';
import { EXAMPLE_STORIES, storyOf } from '../event/example-fax.ts';
import { asyncApiDocument, asyncApiJson } from './async-api-document.ts';

const FILE = fileURLToPath(new URL('../../../../docs/asyncapi.json', import.meta.url));

const ID = 'https://faxwire.example/asyncapi.json';

/** What JSON.parse gives: whatever the text says. */
type Parsed = ReturnType<typeof JSON.parse>;

/** The document as its readers get it. */
const document = JSON.parse(asyncApiJson());
const events: FaxCloudEvent[] = JSON.parse(JSON.stringify(EXAMPLE_STORIES.flatMap(storyOf)));

function validator() {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  return ajv;
}

const ofDocument = validator().addSchema({ $id: ID, ...document });

/** A schema of the document; its references lead into the document. */
function schemaAt(pointer: string): ValidateFunction {
  const validate = ofDocument.getSchema(`${ID}#${pointer}`);
  if (!validate) throw new Error(`nothing is at ${pointer}`);
  return validate;
}

const payloadOf = (type: string) => schemaAt(`/components/messages/${type}/payload`);

describe('the AsyncAPI document', () => {
  const valid = validator().compile(specs.schemasWithoutId['3.0.0']);

  it('is one by the official schema of AsyncAPI 3.0', () => {
    valid(document);
    expect(valid.errors).toBeNull();
  });

  it.each<[string, (broken: typeof document) => void]>([
    ['has an operation that does something else', (broken) => (broken.operations.relay.action = 'publish')],
    ['has no title', (broken) => delete broken.info.title],
    ['has a channel with a field of its own', (broken) => (broken.channels.faxEvents.topic = 'x')],
    ['has a message whose example is no example', (broken) => (broken.components.messages.FaxSent.examples = [{ value: {} }])],
  ])('would not be one if it %s', (_how, breakIt) => {
    const broken = structuredClone(document);
    breakIt(broken);
    expect(valid(broken)).toBe(false);
  });

  it('is written in docs/asyncapi.json as it is; `npm run docs` writes it anew', async () => {
    expect(await readFile(FILE, 'utf8')).toBe(asyncApiJson());
  });

  it('has references that lead somewhere', () => {
    const pointers = [...asyncApiJson().matchAll(/"\$ref": "#\/([^"]+)"/g)].map(([, pointer = '']) => pointer);
    const leads = (pointer: string) => pointer.split('/').reduce<Parsed>((at, name) => at?.[name], document) !== undefined;
    expect(pointers.length).toBeGreaterThan(50);
    expect(pointers.filter((pointer) => !leads(pointer))).toEqual([]);
    expect(leads('components/schemas/Nothing')).toBe(false);
  });

  it('has a message for every event, and each says what it means', () => {
    const types = TRANSITIONS.map(({ event }) => event);
    expect(Object.keys(document.channels.faxEvents.messages)).toEqual(types);
    for (const type of types) expect(document.components.messages[type].description.length).toBeGreaterThan(20);
  });

  it('shows an example of every message, and each is valid', () => {
    for (const [type, message] of Object.entries<Parsed>(document.components.messages)) {
      expect([type, message.examples.length]).toEqual([type, 1]);
      const [example] = message.examples;
      expect([type, payloadOf(type)(example.payload)]).toEqual([type, true]);
      const headers = schemaAt(`/components/schemas/${message.headers.$ref.split('/').at(-1)}`);
      expect([type, headers(example.headers)]).toEqual([type, true]);
      expect(headers({ ...example.headers, 'content-type': 'text/plain', 'faxwire-id': undefined, 'faxwire-group': 1 })).toBe(false);
    }
  });

  it('is true of every event that the domain makes, under its own message and no other', () => {
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(TRANSITIONS.map(({ event }) => event)));
    for (const event of events) {
      const fitting = TRANSITIONS.map(({ event: type }) => type).filter((type) => payloadOf(type)(event));
      expect(fitting).toEqual([event.type]);
    }
  });

  describe('does not take an event', () => {
    const event = (type: FaxEventType) => structuredClone(events.find((one) => one.type === type)) as Parsed;
    const page = () => event('PageSent');
    it.each<[string, () => Parsed]>([
      ['without one of its fields', () => (({ badRows: _, ...data }) => ({ ...page(), data }))(page().data)],
      ['whose field has another type', () => ({ ...page(), data: { ...page().data, page: '1' } })],
      ['whose field has another name', () => (({ attemptId, ...data }) => ({ ...page(), data: { ...data, attempt: attemptId } }))(page().data)],
      ['with a cause that does not exist', () => ({ ...event('AttemptFailed'), data: { ...event('AttemptFailed').data, cause: 'gremlins' } })],
      ['with a number in another notation', () => ({ ...event('FaxReceived'), data: { ...event('FaxReceived').data, phoneNumber: '0199 95550100' } })],
      ['of another version of CloudEvents', () => ({ ...page(), specversion: '0.3' })],
      ['without its subject', () => (({ subject: _, ...rest }) => rest)(page())],
      ['whose time is none', () => ({ ...page(), time: 'yesterday' })],
      ['whose place is before the first', () => ({ ...page(), sequence: 0 })],
      ['whose trace is none', () => ({ ...page(), traceparent: 'abc' })],
    ])('%s', (_how, make) => {
      const changed = make();
      expect(payloadOf(changed.type)(changed)).toBe(false);
    });

    it('and takes one that has a field more: fields are added', () => {
      expect(payloadOf('PageSent')({ ...page(), data: { ...page().data, colour: 'none' } })).toBe(true);
    });
  });

  it('is the same every time', () => {
    expect(JSON.stringify(asyncApiDocument())).toBe(JSON.stringify(asyncApiDocument()));
  });
});

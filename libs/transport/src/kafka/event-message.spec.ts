import type { FaxCloudEvent } from '@faxwire/contracts';
import { CONTENT_TYPE, messageOf, readMessage } from './event-message.ts';
import { MAX_EVENT_BYTES } from './kafka-limits.ts';

const EVENT: FaxCloudEvent = {
  specversion: '1.0', id: 'evt_f-1_2', source: 'urn:faxwire:fax', type: 'FaxHeld', time: '2026-11-21T09:00:00.000Z', subject: 'f-1',
  datacontenttype: 'application/json', data: {}, sequence: 2, tenantid: 'ten_a',
};
const TRACEPARENT = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
const read = (given: unknown) => readMessage({ value: Buffer.from(typeof given === 'string' ? given : JSON.stringify(given)), headers: {} });

describe('an event as a message', () => {
  it('has the fax as its key, and its trace in a header', () => {
    expect(messageOf({ ...EVENT, traceparent: TRACEPARENT })).toMatchObject({ key: 'f-1', headers: { 'content-type': CONTENT_TYPE, traceparent: TRACEPARENT } });
    expect(messageOf(EVENT).headers).toEqual({ 'content-type': CONTENT_TYPE });
  });

  it('is read as it was written', () => {
    expect(read(String(messageOf(EVENT).value))).toEqual({ ok: true, event: EVENT });
  });

  it('takes its trace from the header where the event says none', () => {
    const message = { value: Buffer.from(JSON.stringify(EVENT)), headers: { traceparent: Buffer.from(TRACEPARENT) } };
    expect(readMessage(message)).toMatchObject({ event: { traceparent: TRACEPARENT } });
  });

  it('may be of a type that a newer release has brought', () => {
    expect(read({ ...EVENT, type: 'FaxFolded' })).toMatchObject({ ok: true });
  });
});

describe('a message that is no event', () => {
  it.each([
    ['no JSON', 'hello', 'not_json'],
    ['half a JSON', '{"id":', 'not_json'],
    ['a list', [EVENT], 'not_json'],
    ['a number', 7, 'not_json'],
    ['nothing', '', 'not_our_event'],
    ["somebody else's event", { ...EVENT, source: 'urn:other' }, 'not_our_event'],
    ['another version of CloudEvents', { ...EVENT, specversion: '0.3' }, 'not_our_event'],
    ['an event without a fax', { ...EVENT, subject: undefined }, 'not_our_event'],
    ['an event whose id is not of its place', { ...EVENT, sequence: 3 }, 'not_our_event'],
    ['an event of no time', { ...EVENT, time: 'soon' }, 'not_our_event'],
    ['an event of nobody', { ...EVENT, tenantid: '' }, 'not_our_event'],
    ['an event without data', { ...EVENT, data: null }, 'not_our_event'],
    ['an event with a trace that is no text', { ...EVENT, traceparent: 1 }, 'not_our_event'],
  ])('is refused with its reason: %s', (_, given, code) => {
    expect(read(given)).toMatchObject({ ok: false, code });
  });

  it('is refused before it is parsed where it is too large', () => {
    expect(readMessage({ value: Buffer.alloc(MAX_EVENT_BYTES + 1, '['), headers: {} })).toMatchObject({ ok: false, code: 'too_large' });
    expect(readMessage({ value: null, headers: {} })).toMatchObject({ ok: false, code: 'not_our_event' });
  });
});

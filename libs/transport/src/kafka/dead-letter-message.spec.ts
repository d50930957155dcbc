import type { IHeaders, Message } from 'kafkajs';
import { REPLAY_FOR, evolveLetters, letterMessage, replayedMessage, type Letter } from './dead-letter-message.ts';

const EVENT = JSON.stringify({
  specversion: '1.0', id: 'evt_f-1_2', source: 'urn:faxwire:fax', type: 'FaxHeld', time: '2026-11-21T09:00:00.000Z', subject: 'f-1',
  datacontenttype: 'application/json', data: {}, sequence: 2, tenantid: 'ten_a',
});
const PLACE = { topic: 't', partition: 1, offset: '42' };

const arrived = ({ value, headers }: Message) => ({ value: value === null ? null : Buffer.from(value), headers: headers as IHeaders });
const letter = (group: string, tries = 5, error: unknown = new Error('no'), value = EVENT) =>
  arrived(letterMessage({ id: 'evt_f-1_2', group, error, tries, place: PLACE, message: { value: Buffer.from(value), headers: { a: 'b', [REPLAY_FOR]: group } } }));

function fold(...messages: readonly ReturnType<typeof arrived>[]): readonly Letter[] {
  const letters = new Map<string, Letter>();
  for (const message of messages) evolveLetters(letters, message, 3);
  return [...letters.values()];
}

describe('the list of dead letters', () => {
  it('knows what failed, why, how often and where it came from', () => {
    expect(fold(letter('g'))).toMatchObject([{ id: 'evt_f-1_2', group: 'g', event: { subject: 'f-1' }, reason: 'Error: no', tries: 5, origin: PLACE }]);
  });

  it('keeps the message as it came, without the word that it was a replay', () => {
    expect(letter('g').headers).toMatchObject({ a: 'b' });
    expect(letter('g').headers).not.toHaveProperty(REPLAY_FOR);
  });

  it('adds up the tries of a letter that failed again, and tells groups apart', () => {
    expect(fold(letter('g'), letter('h'), letter('g', 1, new Error('still no')))).toMatchObject([{ group: 'g', tries: 6, reason: 'Error: still no' }, { group: 'h', tries: 5 }]);
  });

  it('forgets what was replayed, in that group', () => {
    expect(fold(letter('g'), letter('h'), arrived(replayedMessage('g', 'evt_f-1_2')))).toMatchObject([{ group: 'h' }]);
  });

  it('shows what is no event of ours without one', () => {
    expect(fold(letter('g', 5, 'The message is no JSON object.', '{'))).toMatchObject([{ event: undefined, reason: 'The message is no JSON object.' }]);
  });

  it('is bounded, and passes by what is no letter', () => {
    expect(fold(letter('a'), letter('b'), letter('c'), letter('d'), letter('c'))).toHaveLength(3);
    expect(fold({ value: Buffer.from(EVENT), headers: {} })).toEqual([]);
  });

  it('bounds a reason', () => {
    expect(fold(letter('g', 5, `\0${'x'.repeat(5_000)}`))[0]?.reason).toBe('x'.repeat(1_000));
  });
});

import { learnFrom, recalled, type DestinationLesson } from './destination-lesson.ts';
import { fold } from './evolve.ts';
import type { Attempt } from './fax-state.ts';
import { begun, confirmed, negotiated, received, rendered } from './fax-story.ts';
import { FULL_SETTINGS, type LineSettings } from './line-settings.ts';
import { next } from './plan.ts';
import { DEFAULT_RETRY_POLICY } from './retry-policy.ts';

const DAY = 86_400_000;
const LOW: LineSettings = { maxBitRate: 4800, v17: false, ecm: false, t38: false, maxResolution: 'standard' };
const lesson: DestinationLesson = { settings: LOW, learntAt: 0 };

function attemptWith(settings: LineSettings, transport: 't38' | 'g711' = 't38'): Attempt {
  const attempt = fold([received(), rendered(1), begun(), negotiated(), confirmed(0)]).attempts.at(-1);
  if (!attempt?.negotiation) throw new Error('the story has no such attempt');
  return { ...attempt, settings, negotiation: { ...attempt.negotiation, transport } };
}

describe('what is remembered of a destination', () => {
  it('is what the first call of the next fax begins with, and each failure goes down from there', () => {
    const policy = { ...DEFAULT_RETRY_POLICY, terms: { settings: { ...FULL_SETTINGS, v17: false, maxBitRate: 9600 as const } } };
    expect(next(fold([received(), rendered()]), 1_000, policy)).toMatchObject({ kind: 'transmit', number: 1, settings: { maxBitRate: 9600, v17: false, ecm: true } });
  });
  it('decays: resolution first, then the rate, then error correction, T.38 at last', () => {
    expect(recalled(lesson, 6 * DAY)).toEqual(LOW);
    expect(recalled(lesson, 7 * DAY)).toEqual({ maxBitRate: 4800, v17: false, ecm: false, t38: false });
    expect(recalled(lesson, 14 * DAY)).toEqual({ maxBitRate: 14400, v17: true, ecm: false, t38: false });
    expect(recalled(lesson, 21 * DAY)).toEqual({ maxBitRate: 14400, v17: true, ecm: true, t38: false });
    expect(recalled(lesson, 30 * DAY)).toEqual(FULL_SETTINGS);
    expect(recalled(undefined, 0)).toEqual(FULL_SETTINGS);
  });
  it('is what worked, and that audio was needed although T.38 was tried', () => {
    expect(learnFrom(attemptWith({ ...FULL_SETTINGS, ecm: false }), FULL_SETTINGS)).toEqual({ kind: 'remember', settings: { ...FULL_SETTINGS, ecm: false } });
    expect(learnFrom(attemptWith(FULL_SETTINGS, 'g711'), FULL_SETTINGS)).toEqual({ kind: 'remember', settings: { ...FULL_SETTINGS, t38: false } });
  });
  it('is forgotten where everything worked again, and is not made younger by what only repeats it', () => {
    expect(learnFrom(attemptWith(FULL_SETTINGS), LOW)).toEqual({ kind: 'forget' });
    expect(learnFrom(attemptWith(LOW), LOW)).toEqual({ kind: 'nothing' });
    expect(learnFrom(attemptWith(FULL_SETTINGS), FULL_SETTINGS)).toEqual({ kind: 'nothing' });
  });
});

import { fold } from './evolve.ts';
import { nextDue } from './due.ts';
import type { FaxEvent } from './fax-event.ts';
import { begun, failed, gaveUp, held, received, rendered, retryAsked } from './fax-story.ts';
import type { DialPolicy } from './plan.ts';
import { DEFAULT_RETRY_POLICY } from './retry-policy.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const window = { from: 480, until: 1200, days: [1, 2, 3, 4, 5, 6, 7], timeZones: ['UTC'] };
const under = (terms: DialPolicy['terms'] = {}): DialPolicy => ({ ...DEFAULT_RETRY_POLICY, terms });
const due = (events: FaxEvent[], now: number, policy: DialPolicy = DEFAULT_RETRY_POLICY) => nextDue(fold(events), now, policy);
const busyAt = (at: number) => [received(), rendered(), begun(), failed('busy', { at })];
const later = (sendAt: number): FaxEvent => {
  const event = received();
  return event.type === 'FaxReceived' ? { ...event, data: { ...event.data, sendAt } } : event;
};

describe('when a fax is dialled next', () => {
  it('is after the wait for its last failure', () => expect(due(busyAt(0), 0)).toEqual({ at: MINUTE, waitsFor: 'retry' }));
  it('is now, where it waits for a channel alone', () => expect(due(busyAt(0), HOUR)).toEqual({ at: HOUR }));
  it('is at the time that its sender named', () => expect(due([later(30 * HOUR), rendered()], HOUR)).toEqual({ at: 30 * HOUR, waitsFor: 'send_time' }));

  it('is never at a time at which the number may not be called', () => {
    const night = 20 * HOUR - MINUTE / 2;
    expect(due(busyAt(night), night, under({ window }))).toEqual({ at: 32 * HOUR, waitsFor: 'calling_hours' });
    expect(due([received(), rendered()], HOUR, under({ window }))).toEqual({ at: 8 * HOUR, waitsFor: 'calling_hours' });
    expect(due([later(30 * HOUR), rendered()], HOUR, under({ window }))).toEqual({ at: 32 * HOUR, waitsFor: 'calling_hours' });
    expect(due(busyAt(8 * HOUR - 1), 8 * HOUR - 1, under({ window }))).toEqual({ at: 8 * HOUR - 1 + MINUTE, waitsFor: 'retry' });
  });

  it('is after the rest of its destination, and in the next window from then on', () => {
    expect(due([received(), rendered()], HOUR, under({ restsUntil: 5 * HOUR }))).toEqual({ at: 5 * HOUR, waitsFor: 'number_at_rest' });
    expect(due([received(), rendered()], HOUR, under({ restsUntil: 5 * HOUR, window }))).toEqual({ at: 8 * HOUR, waitsFor: 'calling_hours' });
    expect(due(busyAt(0), 0, under({ restsUntil: 5 * HOUR }))).toEqual({ at: 5 * HOUR, waitsFor: 'number_at_rest' });
    expect(due([...busyAt(0), gaveUp(), retryAsked()], HOUR, under({ restsUntil: 5 * HOUR }))).toEqual({ at: 5 * HOUR, waitsFor: 'number_at_rest' });
  });

  it('is unknown where nothing is dialled any more, or somebody has to decide', () => {
    expect(due([received(), rendered()], HOUR, under({ window: { ...window, days: [] } }))).toBeUndefined();
    expect(due([received(), rendered()], HOUR, under({ refusal: 'do_not_call' }))).toBeUndefined();
    expect(due([received(), rendered(), held()], HOUR)).toBeUndefined();
    expect(due([received(), rendered(), begun()], HOUR)).toBeUndefined();
    expect(due([...busyAt(0), gaveUp()], HOUR)).toBeUndefined();
    expect(due([received()], HOUR)).toBeUndefined();
  });
});

import type { FaxEvent, FaxWishes } from './fax-event.ts';
import { fold } from './evolve.ts';
import * as story from './fax-story.ts';
import { FULL_SETTINGS } from './line-settings.ts';
import { next, type DialPolicy } from './plan.ts';
import { DEFAULT_RETRY_POLICY, accelerate } from './retry-policy.ts';

const { received, rendered, begun, negotiated, confirmed, failed, gaveUp, held, stopAsked, retryAsked } = story;
const MINUTE = 60_000;

const planned = (events: FaxEvent[], now: number, policy: DialPolicy = DEFAULT_RETRY_POLICY) => next(fold(events), now, policy);

describe('the plan', () => {
  it('renders first', () => expect(planned([received()], 0)).toEqual({ kind: 'render' }));

  it('transmits what is rendered, from the first page and with everything the line may have', () =>
    expect(planned([received(), rendered()], 1_000)).toMatchObject({ kind: 'transmit', number: 1, fromPage: 0, settings: FULL_SETTINGS, begun: false }));

  it('rests without end while the fax is held', () => expect(planned([received(), held()], 1e12)).toEqual({ kind: 'wait' }));

  it('cancels after a stop request', () => expect(planned([received(), stopAsked()], 0)).toEqual({ kind: 'close', as: 'cancelled' }));

  it('returns to an attempt that began, so that it is either live or known to be interrupted', () =>
    expect(planned([received(), rendered(), begun()], 3_000)).toMatchObject({ kind: 'transmit', number: 1, begun: true }));

  it('closes as sent once every page is confirmed, even if nobody reported the end of the call', () =>
    expect(planned([received(), rendered(1), begun(), confirmed(0)], 9_000)).toEqual({ kind: 'close', as: 'sent' }));

  it('stops at rest', () => expect(planned([received(), rendered(), begun(), failed('busy'), gaveUp()], 9_000)).toEqual({ kind: 'stop' }));
});

describe('a fax that is to be sent later', () => {
  const HOUR = 60 * MINUTE;
  const wishing = (wishes: FaxWishes): FaxEvent => {
    const event = received();
    return event.type === 'FaxReceived' ? { ...event, data: { ...event.data, ...wishes } } : event;
  };
  const later = wishing({ sendAt: 30 * HOUR });

  it('is rendered at once, so that a broken document is known today', () => expect(planned([later], 0)).toEqual({ kind: 'render' }));
  it('waits for its time, and is dialled then', () => {
    expect(planned([later, rendered()], 2_000)).toEqual({ kind: 'wait', until: 30 * HOUR });
    expect(planned([later, rendered()], 30 * HOUR)).toMatchObject({ kind: 'transmit', number: 1 });
  });
  it('has its whole day from then on', () => {
    expect(planned([later, rendered()], 53 * HOUR)).toMatchObject({ kind: 'transmit' });
    expect(planned([later, rendered()], 54 * HOUR)).toEqual({ kind: 'close', as: 'failed', cause: 'deadline_exceeded' });
  });
  it('can be held and stopped meanwhile', () => {
    expect(planned([later, rendered(), held()], 31 * HOUR)).toEqual({ kind: 'wait' });
    expect(planned([later, rendered(), stopAsked()], 2_000)).toEqual({ kind: 'close', as: 'cancelled' });
  });

  it('is not dialled once it has expired: neither first, nor again, nor after a hold', () => {
    const expiring = wishing({ expiresAt: HOUR });
    const expired = { kind: 'close', as: 'failed', cause: 'expired' };
    expect(planned([expiring, rendered()], HOUR - 1)).toMatchObject({ kind: 'transmit' });
    expect(planned([expiring, rendered()], HOUR)).toEqual(expired);
    expect(planned([expiring, rendered(), begun(), failed('busy', { at: HOUR - MINUTE / 2 })], HOUR - MINUTE / 2)).toEqual(expired);
    expect(planned([expiring, rendered(), held()], MINUTE)).toEqual({ kind: 'wait', until: HOUR });
    expect(planned([expiring, rendered(), held()], HOUR)).toEqual(expired);
  });
  it('expires although its time never came', () => {
    expect(planned([wishing({ sendAt: 2 * HOUR, expiresAt: HOUR }), rendered()], MINUTE)).toEqual({ kind: 'wait', until: HOUR });
  });

  it('makes no more attempts than its sender wants', () => {
    const twice = [wishing({ maxAttempts: 2 }), rendered(), begun(), failed('busy'), begun(2, { token: 5 }), failed('busy', { number: 2 })];
    expect(planned(twice.slice(0, 4), 10 * MINUTE)).toMatchObject({ kind: 'transmit', number: 2 });
    expect(planned(twice, 10 * MINUTE)).toEqual({ kind: 'close', as: 'failed', cause: 'busy' });
  });
});

describe('after a failed attempt the plan', () => {
  const busyOnce = [received(), rendered(), begun(), failed('busy', { at: 5_000 })];

  it('waits as long as the cause asks for', () => expect(planned(busyOnce, 5_000)).toEqual({ kind: 'wait', until: 5_000 + MINUTE }));
  it('transmits when that time has come', () => expect(planned(busyOnce, 5_000 + MINUTE)).toMatchObject({ kind: 'transmit', number: 2 }));
  it('gives up at once on a number that is not in service', () =>
    expect(planned([received(), rendered(), begun(), failed('unallocated_number')], 5_000)).toEqual({ kind: 'close', as: 'failed', cause: 'unallocated_number' }));
  it('calls a number once more where a voice answered, and then no more', () => {
    const once = [received(), rendered(), begun(), failed('voice_answered')];
    expect(planned(once, 5_000)).toMatchObject({ kind: 'wait' });
    const twice = [...once, begun(2), failed('voice_answered', { number: 2 })];
    expect(planned(twice, 5_000)).toEqual({ kind: 'close', as: 'failed', cause: 'voice_answered' });
  });
  it('calls no third time where a voice answers, however many waits are configured, and whatever comes between', () => {
    const patient = { ...DEFAULT_RETRY_POLICY, delaysMs: { ...DEFAULT_RETRY_POLICY.delaysMs, voice_answered: [MINUTE, MINUTE, MINUTE, MINUTE] } };
    const story = [received(), rendered(), begun(), failed('voice_answered'), begun(2), failed('busy', { number: 2 }), begun(3), failed('voice_answered', { number: 3 })];
    expect(planned(story.slice(0, 6), 10 * MINUTE, patient)).toMatchObject({ kind: 'transmit' });
    expect(planned(story, 10 * MINUTE, patient)).toEqual({ kind: 'close', as: 'failed', cause: 'voice_answered' });
  });
  it('lowers the rate where training failed, step by step', () => {
    const twice = [received(), rendered(), begun(), failed('training_failed'), begun(2), failed('training_failed', { number: 2 })];
    expect(planned(twice, MINUTE)).toMatchObject({ settings: { maxBitRate: 4_800, v17: false, ecm: true } });
  });
  it('leaves error correction where it could not finish a page', () =>
    expect(planned([received(), rendered(), begun(), failed('ecm_failed')], MINUTE)).toMatchObject({ settings: { maxBitRate: 14_400, ecm: false } }));
  it('resumes at the first unconfirmed page', () =>
    expect(planned([received(), rendered(), begun(), confirmed(0), failed('dropped_mid_page')], MINUTE)).toMatchObject({ fromPage: 1 }));
  it('grants a carrier its Retry-After, up to a bound', () => {
    const overloaded = (retryAfterMs: number) => [received(), rendered(), begun(), failed('service_unavailable', { retryAfterMs, at: 0 })];
    expect(planned(overloaded(5 * MINUTE), 0)).toEqual({ kind: 'wait', until: 5 * MINUTE });
    expect(planned(overloaded(500 * MINUTE), 0)).toEqual({ kind: 'wait', until: 60 * MINUTE });
  });
  it('keeps the sandbox carrier on its faster clock, Retry-After included', () => {
    const overloaded = [received(), rendered(), begun(), failed('service_unavailable', { retryAfterMs: 5 * MINUTE, at: 0 })];
    expect(planned(overloaded, 0, accelerate(DEFAULT_RETRY_POLICY, 20))).toEqual({ kind: 'wait', until: 15_000 });
  });
  it('gives up after five automatic attempts', () => {
    const five = [1, 2, 3, 4, 5].flatMap((number) => [begun(number), failed(number % 2 ? 'busy' : 'far_end_silent', { number })]);
    expect(planned([received(), rendered(), ...five], MINUTE)).toEqual({ kind: 'close', as: 'failed', cause: 'busy' });
  });
  it('gives up on a fax whose time is over', () => {
    const policy = { ...DEFAULT_RETRY_POLICY, deadlineMs: MINUTE };
    expect(planned(busyOnce, 5_000, policy)).toEqual({ kind: 'close', as: 'failed', cause: 'deadline_exceeded' });
    expect(planned([received()], MINUTE, policy)).toEqual({ kind: 'close', as: 'failed', cause: 'deadline_exceeded' });
  });
  it('gives a manual retry exactly one attempt', () => {
    const asked = [...busyOnce, gaveUp(), retryAsked()];
    expect(planned(asked, 8_000)).toMatchObject({ kind: 'transmit', number: 2, begun: false });
    expect(planned([...asked, begun(2, { manual: true }), failed('busy', { number: 2 })], 9_000)).toEqual({ kind: 'close', as: 'failed', cause: 'busy' });
  });
});

describe('a number that is not to be dialled', () => {
  const refused: DialPolicy = { ...DEFAULT_RETRY_POLICY, terms: { refusal: 'do_not_call' } };
  const failure = { kind: 'close', as: 'failed', cause: 'do_not_call' };

  it('is dialled neither first, nor again, nor by hand', () => {
    expect(planned([received(), rendered()], 1_000, refused)).toEqual(failure);
    expect(planned([received(), rendered(), begun(), failed('busy')], 10 * MINUTE, refused)).toEqual(failure);
    expect(planned([received(), rendered(), begun(), failed('busy'), gaveUp(), retryAsked()], 8_000, refused)).toEqual(failure);
  });
  it('ends no call that is under way, and no fax that has arrived', () => {
    expect(planned([received(), rendered(), begun()], 3_000, refused)).toMatchObject({ kind: 'transmit', begun: true });
    expect(planned([received(), rendered(1), begun(), confirmed(0)], 3_000, refused)).toEqual({ kind: 'close', as: 'sent' });
  });
});

describe('a calling window', () => {
  const HOUR = 60 * MINUTE;
  // 1 January 1970 was a Thursday; open from 08:00 to 20:00 UTC.
  const window = { from: 480, until: 1200, days: [1, 2, 3, 4, 5, 6, 7], timeZones: ['UTC'] };
  const within = (more: Partial<typeof window> = {}): DialPolicy => ({ ...DEFAULT_RETRY_POLICY, terms: { window: { ...window, ...more } } });

  it('is waited for, first and again, and after a manual retry', () => {
    expect(planned([received()], 0, within())).toEqual({ kind: 'render' });
    expect(planned([received(), rendered()], HOUR, within())).toEqual({ kind: 'wait', until: 8 * HOUR });
    expect(planned([received(), rendered()], 8 * HOUR, within())).toMatchObject({ kind: 'transmit' });
    const late = [received(), rendered(), begun(), failed('busy', { at: 20 * HOUR - 1 })];
    expect(planned(late, 21 * HOUR, within())).toEqual({ kind: 'wait', until: 32 * HOUR });
    expect(planned([...late, gaveUp(), retryAsked(21 * HOUR)], 21 * HOUR, within())).toEqual({ kind: 'wait', until: 32 * HOUR });
  });
  it('that opens only after the time of the fax gives it some hours more', () => {
    const monday = within({ days: [1] });
    const opening = (4 * 24 + 8) * HOUR;
    expect(planned([received(), rendered()], HOUR, monday)).toEqual({ kind: 'wait', until: opening });
    expect(planned([received(), rendered()], opening, monday)).toMatchObject({ kind: 'transmit' });
    expect(planned([received(), rendered()], opening + 4 * HOUR, monday)).toEqual({ kind: 'close', as: 'failed', cause: 'deadline_exceeded' });
  });
  it('that never opens ends the fax with its time', () => {
    expect(planned([received(), rendered()], HOUR, within({ days: [] }))).toEqual({ kind: 'wait', until: 24 * HOUR });
    expect(planned([received(), rendered()], 24 * HOUR, within({ days: [] }))).toEqual({ kind: 'close', as: 'failed', cause: 'deadline_exceeded' });
  });
});

describe('a number that rests because voices answered it', () => {
  const HOUR = 60 * MINUTE;
  const resting = (restsUntil: number): DialPolicy => ({ ...DEFAULT_RETRY_POLICY, terms: { restsUntil } });
  const asked = [received(), rendered(), begun(), failed('busy'), gaveUp(), retryAsked(HOUR)];

  it('is called neither first, nor again, nor by hand before its time, and then', () => {
    for (const story of [[received(), rendered()], [received(), rendered(), begun(), failed('busy')], asked]) {
      expect(planned(story, HOUR, resting(4 * HOUR))).toEqual({ kind: 'wait', until: 4 * HOUR });
      expect(planned(story, 4 * HOUR, resting(4 * HOUR))).toMatchObject({ kind: 'transmit' });
    }
  });
  it('that rests for longer than the fax has time fails it at once', () =>
    expect(planned([received(), rendered()], HOUR, resting(24 * HOUR))).toEqual({ kind: 'close', as: 'failed', cause: 'number_at_rest' }));
  it('ends no call that is under way', () => expect(planned([received(), rendered(), begun()], HOUR, resting(4 * HOUR))).toMatchObject({ kind: 'transmit', begun: true }));
});

describe('an attempt that was interrupted', () => {
  const one = [received(), rendered(3), begun()];
  it('before anything was agreed is made again', () => expect(planned([...one, failed('interrupted')], MINUTE)).toMatchObject({ kind: 'transmit', number: 2 }));
  it('in the middle resumes', () =>
    expect(planned([...one, negotiated(), confirmed(0), failed('interrupted')], MINUTE)).toMatchObject({ kind: 'transmit', fromPage: 1 }));
  it('when only the last page was open is never dialled again by itself, because that page may have arrived', () =>
    expect(planned([...one, negotiated(), confirmed(0), confirmed(1), failed('interrupted')], MINUTE)).toEqual({ kind: 'close', as: 'failed', cause: 'interrupted' }));
  it('on its only page likewise', () =>
    expect(planned([received(), rendered(1), begun(), negotiated(), failed('media_crashed')], MINUTE)).toEqual({ kind: 'close', as: 'failed', cause: 'media_crashed' }));
});

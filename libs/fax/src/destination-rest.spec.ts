import { VOICES_LIFE_MS, heardIn, restsUntil } from './destination-rest.ts';
import { evolve, fold } from './evolve.ts';
import { begun, confirmed, failed, gaveUp, negotiated, received, rendered } from './fax-story.ts';

import type { FaxState } from './fax-state.ts';
import { isAtRest } from './fax-status.ts';
import { next } from './plan.ts';
import { DEFAULT_RETRY_POLICY } from './retry-policy.ts';

const HOUR = 3_600_000;
const LOOK_MS = HOUR / 6;

describe('a destination that voices answer', () => {
  it.each([[0, undefined], [1, undefined], [2, 4], [3, 12], [4, 24], [40, 24]])('rests after %i of them for %s hours', (calls, hours) => {
    const until = restsUntil({ calls, lastAt: HOUR }, HOUR);
    expect(until).toBe(hours === undefined ? undefined : HOUR + hours * HOUR);
    if (until !== undefined) expect([restsUntil({ calls, lastAt: HOUR }, until - 1), restsUntil({ calls, lastAt: HOUR }, until)]).toEqual([until, undefined]);
  });

  it('is called where nothing is known of it', () => expect(restsUntil(undefined, 0)).toBeUndefined());

  it('rests for less time than the memory of it lasts', () => expect(restsUntil({ calls: 99, lastAt: 0 }, VOICES_LIFE_MS)).toBeUndefined());
});

describe('what a call has heard', () => {
  const heard = (...events: Parameters<typeof fold>[0] extends Iterable<infer Event> ? Event[] : never) => {
    const attempt = fold([received(), rendered(1), begun(), ...events]).attempts[0];
    return attempt && heardIn(attempt);
  };

  it('is a voice, where nothing else was there', () => expect(heard(failed('voice_answered'))).toBe('voice'));
  it('is a machine, even where the fax failed', () => {
    expect(heard(negotiated(), confirmed(0))).toBe('machine');
    expect(heard(negotiated(), failed('dropped_mid_page'))).toBe('machine');
  });
  it.each(['busy', 'no_answer', 'no_fax_signal', 't38_refused', 'interrupted'] as const)('is neither, where it ended by %s', (cause) =>
    expect(heard(failed(cause))).toBe('neither'));
});

/** Faxes to one number that a voice always answers, each driven by the plan every ten minutes; when the number was called, in hours. */
function ringing(acceptedAt: readonly number[], hours: number): { readonly calledAt: number[]; readonly ends: (string | undefined)[] } {
  const calledAt: number[] = [];
  let faxes = acceptedAt.map((at): FaxState => fold([received(at * HOUR), rendered(1, at * HOUR)]));
  for (let now = 0; now <= hours * HOUR; now += LOOK_MS) {
    faxes = faxes.map((fax) => {
      if (fax.createdAt > now || isAtRest(fax.phase)) return fax;
      const until = restsUntil(calledAt.length === 0 ? undefined : { calls: calledAt.length, lastAt: (calledAt.at(-1) ?? 0) * HOUR }, now);
      const step = next(fax, now, { ...DEFAULT_RETRY_POLICY, terms: until === undefined ? {} : { restsUntil: until } });
      if (step.kind === 'close' && step.as === 'failed') return evolve(fax, gaveUp(step.cause, now));
      if (step.kind !== 'transmit') return fax;
      calledAt.push(now / HOUR);
      return fold([begun(step.number, { at: now }), failed('voice_answered', { number: step.number, at: now })], fax);
    });
  }
  return { calledAt, ends: faxes.map(({ failure }) => failure?.cause) };
}

describe('a person to whom many faxes go', () => {
  it('is rung ever more seldom, and faxes that can not wait so long say why', () => {
    const { calledAt, ends } = ringing([0, 0, 0, 0, 0, 0], 72);
    expect(calledAt).toEqual([0, 0, 4, 16]);
    expect(ends).toEqual(['voice_answered', 'voice_answered', 'number_at_rest', 'number_at_rest', 'number_at_rest', 'number_at_rest']);
  });

  it('is rung once a day at most, however many come each hour, and every fax ends', () => {
    const { calledAt, ends } = ringing(Array.from({ length: 48 }, (_, hour) => hour), 100);
    expect(calledAt).toEqual([0, 1 / 6, 4 + 1 / 6, 16 + 1 / 6, 40 + 1 / 6, 64 + 1 / 6]);
    expect(new Set(ends)).toEqual(new Set(['voice_answered', 'number_at_rest']));
  });
});

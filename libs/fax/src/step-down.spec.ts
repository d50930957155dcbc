import { FAILURE_CAUSES, causeDefinition, isFailureCause, type FailureCause } from './failure-cause.ts';
import { FULL_SETTINGS, sameSettings, t38UseOn, type LineSettings } from './line-settings.ts';
import { DEFAULT_RETRY_POLICY } from './retry-policy.ts';
import { LADDER, stepDown } from './step-down.ts';

const after = (...causes: FailureCause[]): LineSettings => causes.reduce((settings: LineSettings, cause) => stepDown(settings, cause), FULL_SETTINGS);

describe('the ladder', () => {
  it('leaves V.17 first where training fails, then the rate, and T.38 at last', () => {
    expect(after('training_failed')).toEqual({ maxBitRate: 9_600, v17: false, ecm: true, t38: true });
    expect(after('training_failed', 'training_failed')).toMatchObject({ maxBitRate: 4_800 });
    expect(after('training_failed', 'training_failed', 'training_failed')).toMatchObject({ maxBitRate: 2_400, t38: true });
    expect(after('training_failed', 'training_failed', 'training_failed', 'training_failed')).toMatchObject({ maxBitRate: 2_400, t38: false });
  });
  it('goes on where another cause has left off', () => {
    expect(after('training_failed', 'dropped_mid_page', 'dropped_mid_page')).toEqual({ maxBitRate: 4_800, v17: false, ecm: true, t38: true, maxResolution: 'standard' });
    expect(after('ecm_failed', 'page_not_confirmed', 'page_not_confirmed', 'page_not_confirmed')).toMatchObject({ ecm: false, maxBitRate: 4_800, maxResolution: 'standard' });
  });
  it('makes pages shorter where the call was too long', () => expect(after('call_too_long')).toEqual({ ...FULL_SETTINGS, maxResolution: 'standard' }));
  it('leaves T.38 where that was refused', () => expect(after('t38_refused')).toEqual({ ...FULL_SETTINGS, t38: false }));
  it('keeps T.38 where the trunk has nothing else', () => expect(stepDown(FULL_SETTINGS, 't38_refused', false)).toBe(FULL_SETTINGS));
  it.each(['busy', 'no_answer', 'voice_answered', 'media_crashed', 'interrupted', 'stopped'] as const)('learns nothing of the line from %s', (cause) =>
    expect(after(cause)).toBe(FULL_SETTINGS));
  it('ends: no cause changes anything for ever, and no step makes anything more', () => {
    for (const cause of Object.keys(FAILURE_CAUSES).filter(isFailureCause)) {
      const ten = after(...Array<FailureCause>(10).fill(cause));
      expect(sameSettings(stepDown(ten, cause), ten)).toBe(true);
      expect(ten.maxBitRate).toBeLessThanOrEqual(14_400);
    }
  });
  it('has a reason for every step, and steps only where another attempt follows', () => {
    for (const [cause, rungs] of Object.entries(LADDER)) {
      if (!isFailureCause(cause)) throw new Error(`${cause} is no cause`);
      expect(causeDefinition(cause).area).toBe('fax');
      expect(DEFAULT_RETRY_POLICY.delaysMs[cause].length).toBeGreaterThan(0);
      for (const { because, limit } of rungs) expect([because.endsWith('.'), Object.keys(limit).length > 0]).toEqual([true, true]);
    }
  });
});

describe('T.38 on a trunk', () => {
  it('is left away by an attempt only where the trunk has audio as well', () => {
    const audio = { ...FULL_SETTINGS, t38: false };
    expect([t38UseOn('only', audio), t38UseOn('then-g711', audio), t38UseOn('g711', FULL_SETTINGS)]).toEqual(['only', 'g711', 'g711']);
    expect([t38UseOn('only', FULL_SETTINGS), t38UseOn('then-g711', FULL_SETTINGS)]).toEqual(['only', 'then-g711']);
  });
});

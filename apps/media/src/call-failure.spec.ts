import { describeEnd, failure, failureOfUnanswered } from './call-failure.ts';

describe('a call that was never answered', () => {
  it.each([
    [486, 'busy'], [404, 'unallocated_number'], [603, 'rejected'], [488, 't38_refused'], [606, 't38_refused'], [480, 'no_answer'],
    [302, 'redirected'], [500, 'service_unavailable'], [403, 'not_allowed'],
  ])('fails after %i with %s', (status, cause) => {
    expect(failureOfUnanswered({ kind: 'refused', status, reason: 'No' })).toMatchObject({ cause, sipStatus: status, detail: `${status} No` });
  });

  it('keeps the carrier\'s wish for a later try, and its Q.850 cause', () => {
    const end = { kind: 'refused', status: 503, reason: 'Busy', retryAfterSeconds: 60, q850Cause: 42 } as const;
    expect(failureOfUnanswered(end)).toEqual({
      cause: 'service_unavailable', sipStatus: 503, retryAfterMs: 60_000, detail: '503 Busy, Q.850 cause 42',
    });
  });

  it.each([
    ['timeout', 'trunk_unreachable'], ['no_answer', 'no_answer'], ['cancelled', 'stopped'], ['remote_bye', 'call_dropped'],
  ] as const)('that ends by %s fails with %s', (kind, cause) => {
    expect(failureOfUnanswered({ kind }).cause).toBe(cause);
  });
});

describe('the words of a far end', () => {
  it('are cut and stripped of everything unprintable', () => {
    const { detail } = failure('call_dropped', describeEnd({ kind: 'remote_bye', reason: `\u001b[31m${'x'.repeat(500)}` }));
    expect(detail).toMatch(/^the far end hung up \(\?\[31mx+$/);
    expect(detail).toHaveLength(200);
  });
});

import { mayTouch } from './may-touch.ts';

describe('a caller', () => {
  const live = { tenantId: 'a', mode: 'live' } as const;
  const test = { tenantId: 'a', mode: 'test' } as const;

  it('with a live key touches live and test faxes, with a test key test faxes only', () => {
    expect([mayTouch(live, live), mayTouch(live, test), mayTouch(test, test), mayTouch(test, live)]).toEqual([true, true, true, false]);
  });

  it('touches nothing of another tenant', () => {
    for (const caller of [live, test]) {
      for (const object of [live, test]) expect(mayTouch(caller, { ...object, tenantId: 'b' })).toBe(false);
    }
  });
});

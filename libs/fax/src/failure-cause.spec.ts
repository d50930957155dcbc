import { causeOfSipStatus } from './cause-of-call.ts';
import { causeOfT30 } from './cause-of-t30.ts';
import { isFailureCause } from './failure-cause.ts';

describe('the cause of a refused call', () => {
  it.each([
    [486, 'busy'], [600, 'busy'], [404, 'unallocated_number'], [410, 'unallocated_number'], [603, 'rejected'], [484, 'invalid_number'],
    [302, 'redirected'], [403, 'not_allowed'], [480, 'no_answer'], [488, 't38_refused'], [503, 'service_unavailable'], [599, 'service_unavailable'],
    [499, 'rejected'], [699, 'rejected'],
  ])('SIP %i is %s', (status, cause) => expect(causeOfSipStatus(status)).toBe(cause));
});

describe('the cause of a fax session that failed', () => {
  it.each([
    [2, false, true, 'no_fax_signal'], [6, false, true, 'training_failed'], [8, false, true, 'incompatible'], [15, true, true, 'page_not_confirmed'],
    [21, true, true, 'far_end_silent'], [48, true, true, 'ecm_failed'], [48, true, false, 'page_not_confirmed'], [48, false, true, 'training_failed'],
    [49, true, true, 'dropped_mid_page'], [49, false, true, 'call_dropped'], [13, true, true, 'protocol_error'], [61, false, false, 'protocol_error'],
  ])('T.30 completion code %i (negotiated %s, ECM %s) is %s', (code, negotiated, ecm, cause) =>
    expect(causeOfT30({ code, negotiated, ecm })).toBe(cause));

  it('is a known one for every code there is', () => {
    for (let code = 1; code < 80; code++) expect(isFailureCause(causeOfT30({ code, negotiated: true, ecm: true }))).toBe(true);
  });
});

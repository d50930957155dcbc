import { invite, response } from '../testing/messages.ts';
import { minSessionOf, sessionExpiresOf } from './session-expires.ts';
import { agreedTerms, answerTerms, askedTerms, wantedByRefusal } from './session-terms.ts';
import type { Header } from '../message/message.ts';
import type { SessionTerms } from './session-terms.ts';

const policy = { sessionSeconds: 1_800, minSessionSeconds: 90 };
const CAN: Header = ['Supported', 'timer'];
const asked = (...headers: Header[]) => ({ ...invite(), headers: [...invite().headers, ...headers] });

describe('a header of RFC 4028', () => {
  it.each([
    ['1800', { seconds: 1_800, refresher: undefined }],
    ['1800;refresher=uac', { seconds: 1_800, refresher: 'uac' }],
    ['90 ; x=y ; Refresher=UAS', { seconds: 90, refresher: 'uas' }],
    ['4000000000;refresher=me', { seconds: 86_400, refresher: undefined }],
    ['soon', undefined],
    ['', undefined],
  ])('Session-Expires: %s', (value, expected) => {
    expect(sessionExpiresOf(asked(['Session-Expires', value]))).toEqual(expected);
  });

  it('Min-SE is read with what follows it', () => {
    expect(minSessionOf(asked(['Min-SE', '600;lr']))).toBe(600);
  });
});

describe('our answer about the life of a session', () => {
  const answered = (headers: Header[], current?: SessionTerms) => {
    const answer = answerTerms(asked(...headers), policy, current);
    return answer.kind === 'agreed' ? [answer.terms, answer.headers.map((header) => header.join(': '))] : [answer.kind, answer.headers];
  };

  it.each<[string, Header[], SessionTerms | undefined, unknown]>([
    ['takes the caller\'s interval and lets it refresh', [CAN, ['Session-Expires', '600']], undefined, [{ seconds: 600, refresher: 'them' }, ['Session-Expires: 600;refresher=uac', 'Require: timer']]],
    ['refreshes itself where the caller wants that', [CAN, ['Session-Expires', '600;refresher=uas']], undefined, [{ seconds: 600, refresher: 'us' }, ['Session-Expires: 600;refresher=uas']]],
    ['refreshes for a caller that cannot, but a proxy wants it', [['Session-Expires', '600']], undefined, [{ seconds: 600, refresher: 'us' }, ['Session-Expires: 600;refresher=uas']]],
    ['asks for our own interval where none is named', [CAN], undefined, [{ seconds: 1_800, refresher: 'them' }, ['Session-Expires: 1800;refresher=uac', 'Require: timer']]],
    ['never goes below the caller\'s least', [CAN, ['Min-SE', '3600']], undefined, [{ seconds: 3_600, refresher: 'them' }, ['Session-Expires: 3600;refresher=uac', 'Require: timer']]],
    ['keeps roles and interval in mid call', [CAN], { seconds: 300, refresher: 'us' }, [{ seconds: 300, refresher: 'us' }, ['Session-Expires: 300;refresher=uas']]],
    ['refuses an interval that is too short', [CAN, ['Session-Expires', '60']], undefined, ['too_short', [['Min-SE', '90']]]],
    ['does not refresh every moment because a proxy wrote nonsense', [['Session-Expires', '1']], undefined, [{ seconds: 90, refresher: 'us' }, ['Session-Expires: 90;refresher=uas']]],
  ])('%s', (_name, headers, current, expected) => {
    expect(answered(headers, current)).toEqual(expected);
  });

  it('leaves it out where neither side wants one', () => {
    expect(answerTerms(invite(), { ...policy, sessionSeconds: 0 })).toEqual({ kind: 'agreed', terms: undefined, headers: [] });
  });
});

describe('the answer to ours', () => {
  it.each([
    ['600;refresher=uac', { seconds: 600, refresher: 'us' }],
    ['600;refresher=uas', { seconds: 600, refresher: 'them' }],
    ['600', { seconds: 600, refresher: 'us' }],
    ['5;refresher=uac', { seconds: 90, refresher: 'us' }],
  ])('of Session-Expires: %s', (value, expected) => {
    expect(agreedTerms(response(invite(), 200, [['Session-Expires', value]]))).toEqual(expected);
  });

  it('without one means that the session does not expire', () => {
    expect(agreedTerms(response(invite(), 200))).toBeUndefined();
  });

  it('asks for more with 422', () => {
    expect(wantedByRefusal(response(invite(), 422, [['Min-SE', '3600']]))).toBe(3_600);
    expect(wantedByRefusal(response(invite(), 488, [['Min-SE', '3600']]))).toBeUndefined();
  });

  it('is kept in what we ask for next', () => {
    expect(askedTerms(policy, 0)).toEqual([['Session-Expires', '1800']]);
    expect(askedTerms(policy, 3_600)).toEqual([['Session-Expires', '3600'], ['Min-SE', '3600']]);
    expect(askedTerms(policy, 0, { seconds: 300, refresher: 'us' })).toEqual([['Session-Expires', '300;refresher=uac']]);
    expect(askedTerms(policy, 0, { seconds: 300, refresher: 'them' })).toEqual([['Session-Expires', '300;refresher=uas']]);
    expect(askedTerms({ ...policy, sessionSeconds: 0 }, 0)).toEqual([]);
  });
});

import { inspect } from 'node:util';
import { ManualClock } from '../testing/manual-clock.ts';
import { invite, other, response } from '../testing/messages.ts';
import { countingRandom } from '../testing/simulated-pair.ts';
import { parseAuthValues } from './auth-parameters.ts';
import { ChallengeRounds } from './challenge-rounds.ts';
import { DigestAccount } from './digest-account.ts';
import { digestAlgorithm } from './digest-algorithm.ts';
import { challengesOf } from './digest-challenge.ts';
import { DigestGuard } from './digest-guard.ts';
import { digestResponse, digestSecret } from './digest-response.ts';
import type { Header, SipRequest } from '../message/message.ts';
import type { DigestGuardOptions } from './digest-guard.ts';

const ALL = ['MD5', 'MD5-sess', 'SHA-256', 'SHA-256-sess', 'SHA-512-256', 'SHA-512-256-sess'];
const account = (password = 'open sesame') => new DigestAccount({ username: 'ali "baba"', password }, countingRandom(1));

function guardWith(options: Partial<DigestGuardOptions> = {}) {
  const clock = new ManualClock();
  const passwordOf = (username: string) => (username === 'ali \\"baba\\"' ? 'open sesame' : undefined);
  return { clock, guard: new DigestGuard({ realm: 'cave', clock, random: countingRandom(2), passwordOf, ...options }) };
}

/** What the guard says to the request with the credentials that its challenge leads to. */
function secondTry(guard: DigestGuard, us: DigestAccount, request: SipRequest = invite()) {
  const verdict = guard.check(request);
  if (verdict.ok) return verdict;
  if (!new ChallengeRounds(us).answers(response(request, 401, verdict.headers))) return verdict;
  return guard.check(signed(us, request));
}

function signed(us: DigestAccount, request: SipRequest): SipRequest {
  return { ...request, headers: [...request.headers, ...us.preempt(request)] };
}

describe('a digest response', () => {
  const examples = [
    ['RFC 7616 3.9.1, MD5', 'MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['RFC 7616 3.9.1, SHA-256', 'SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ] as const;
  it.each(examples)('is that of the example in %s', (_name, name, expected) => {
    const algorithm = digestAlgorithm(name);
    if (algorithm === undefined) throw new Error(name);
    const secret = digestSecret(algorithm, 'Mufasa', { realm: 'http-auth@example.org', password: 'Circle of Life' });
    const made = digestResponse({
      algorithm, secret, nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v', cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
      count: '00000001', protection: 'auth', method: 'GET', uri: '/dir/index.html', body: new Uint8Array(0),
    });
    expect(made).toBe(expected);
  });

  it.each(ALL)('by %s is taken by a server that works it out for itself, for either protection', (name) => {
    for (const protections of [['auth'], ['auth-int'], undefined] as const) {
      const { guard } = guardWith({ algorithms: [name], ...(protections && { protections: [...protections] }) });
      expect(secondTry(guard, account())).toEqual({ ok: true, username: 'ali \\"baba\\"' });
    }
  });

  it('of auth-int does not cover another body', () => {
    const { guard } = guardWith({ protections: ['auth-int'] });
    const us = account();
    secondTry(guard, us);
    const whole = signed(us, { ...invite(), body: Buffer.from('v=0') });
    expect(guard.check(whole).ok).toBe(true);
    expect(guard.check({ ...signed(us, { ...invite(), body: Buffer.from('v=0') }), body: Buffer.from('v=1') }).ok).toBe(false);
  });

  it('to a challenge without qop is that of RFC 2069', () => {
    const us = account();
    const asked = response(invite(), 401, [['WWW-Authenticate', 'Digest realm="cave", nonce="n1"']]);
    expect(new ChallengeRounds(us).answers(asked)).toBe(true);
    const [[, value] = ['', '']] = us.preempt(invite());
    expect(value).not.toMatch(/qop|nc=|cnonce/);
    expect(parseAuthValues(value)[0]?.parameters.get('response')).toHaveLength(32);
  });
});

describe('of several challenges', () => {
  const line = (realm: string, algorithm: string, more = ''): Header => ['WWW-Authenticate', `Digest realm="${realm}", nonce="n", algorithm=${algorithm}, qop="auth"${more}`];
  const chosen = (headers: Header[]) => challengesOf(response(invite(), 401, headers), 'WWW-Authenticate').map(({ realm, algorithm }) => `${realm} ${algorithm.name}`);

  it.each([
    ['the strongest of a realm', [line('a', 'MD5'), line('a', 'SHA-512-256'), line('a', 'SHA-256')], ['a SHA-512-256']],
    ['the first among equals', [line('a', 'SHA-256-sess'), line('a', 'SHA-256')], ['a SHA-256-sess']],
    ['one for each realm', [line('a', 'MD5'), line('b', 'SHA-256')], ['a MD5', 'b SHA-256']],
    ['those of one header line', [['WWW-Authenticate', `${line('a', 'MD5')[1]}, ${line('b', 'MD5')[1]}`] as const], ['a MD5', 'b MD5']],
    ['none with an unknown algorithm', [line('a', 'SHA-3')], []],
    ['none with an unknown protection', [['WWW-Authenticate', 'Digest realm="a", nonce="n", qop="auth-conf"'] as const], []],
    ['none of another scheme', [['WWW-Authenticate', 'Basic realm="a"'] as const], []],
    ['none without a nonce', [['WWW-Authenticate', 'Digest realm="a"'] as const], []],
    ['none longer than anybody needs', [['WWW-Authenticate', `Digest realm="${'x'.repeat(2_000)}", nonce="n"`] as const], []],
  ])('%s is answered', (_name, headers, expected) => {
    expect(chosen(headers)).toEqual(expected);
  });
});

describe('an account', () => {
  it('gives up where its password is not taken', () => {
    const { guard } = guardWith();
    const us = account('wrong');
    const rounds = new ChallengeRounds(us);
    const ask = () => {
      const verdict = guard.check(signed(us, invite()));
      return !verdict.ok && rounds.answers(response(invite(), 401, verdict.headers));
    };
    expect([ask(), ask(), ask()]).toEqual([true, false, false]);
  });

  it('answers stale nonces for as long as that makes sense', () => {
    const rounds = new ChallengeRounds(account());
    const stale = response(invite(), 401, [['WWW-Authenticate', 'Digest realm="a", nonce="n", stale=TRUE']]);
    expect(Array.from({ length: 6 }, () => rounds.answers(stale))).toEqual([true, true, true, true, false, false]);
  });

  it('uses a nonce again with the next count, and the one that the server wants from then on', () => {
    const { guard } = guardWith();
    const us = account();
    secondTry(guard, us);
    const value = () => parseAuthValues(us.preempt(other('BYE'))[0]?.[1] ?? '')[0]?.parameters;
    expect(value()?.get('nc')).toBe('00000002');
    us.learn(response(invite(), 200, [['Authentication-Info', 'nextnonce="fresh", qop=auth']]));
    const next = value();
    expect([next?.get('nonce'), next?.get('nc')]).toEqual(['fresh', '00000001']);
  });

  it('tells its secret to nobody who prints it', () => {
    expect(JSON.stringify(account('top secret')) + inspect(account('top secret'), { depth: 9, showHidden: true })).not.toContain('secret');
  });
});

describe('a guard', () => {
  it('takes each count once, and calls a repeat stale', () => {
    const { guard } = guardWith();
    const us = account();
    secondTry(guard, us);
    const request = signed(us, invite());
    expect(guard.check(request).ok).toBe(true);
    const repeat = guard.check(request);
    expect(repeat.ok ? '' : repeat.headers[0]?.[1]).toContain('stale=true');
  });

  it('calls a nonce stale after its time, and one that it never gave wrong', () => {
    const { guard, clock } = guardWith();
    const us = account();
    secondTry(guard, us);
    clock.advance(61_000);
    const old = guard.check(signed(us, invite()));
    expect(old.ok ? '' : old.headers[0]?.[1]).toContain('stale=true');
    us.adopt(challengesOf(response(invite(), 401, [['WWW-Authenticate', 'Digest realm="cave", nonce="abc.def", qop="auth"']]), 'WWW-Authenticate'), 'Authorization');
    expect(guard.check(signed(us, invite())).ok).toBe(false);
  });

  it.each([
    ['a wrong password', account('wrong')],
    ['a name that nobody has', new DigestAccount({ username: 'nobody', password: '\0' }, countingRandom(3))],
  ])('does not take %s', (_name, us) => {
    expect(secondTry(guardWith().guard, us).ok).toBe(false);
  });

  it('does not take credentials for another URI or method', () => {
    const { guard } = guardWith();
    const us = account();
    secondTry(guard, us);
    const [header] = us.preempt(invite());
    if (header === undefined) throw new Error('nothing to say');
    expect(guard.check({ ...invite(), uri: 'sip:elsewhere@192.0.2.2', headers: [header] }).ok).toBe(false);
    expect(guard.check({ ...other('BYE'), headers: [header] }).ok).toBe(false);
  });

  it('stands whatever is written into the header', () => {
    const { guard } = guardWith();
    for (const text of ['', 'Digest', 'Digest =', 'Digest realm="cave"', 'Digest realm="cave", nc=zz, qop=auth', `Digest ${'a="b",'.repeat(5_000)}`, 'Digest realm="cave']) {
      expect(guard.check({ ...invite(), headers: [['Authorization', text]] }).ok).toBe(false);
    }
  });
});

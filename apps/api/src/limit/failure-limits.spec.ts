import { ProblemError } from '@faxwire/platform';
import { addressGroup } from './address-group.ts';
import { FailureLimits, type Attempt } from './failure-limits.ts';

const refusal = (work: () => void): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof ProblemError ? `${error.code} ${error.details.headers?.['Retry-After'] ?? ''}` : String(error);
  }
};

describe('who guesses keys', () => {
  const from = (address: string, keyId?: string): Attempt => ({ address, keyId });

  it('is told to wait after as many failures as are allowed, until the minute is over', () => {
    let now = 0;
    const limits = new FailureLimits(3, () => now);
    for (let n = 0; n < 3; n += 1) {
      limits.admit(from('192.0.2.1'));
      limits.failed(from('192.0.2.1'));
    }
    now = 20_000;
    expect(refusal(() => limits.admit(from('192.0.2.1')))).toBe('too_many_failures 40');
    expect(refusal(() => limits.admit(from('192.0.2.2')))).toBeUndefined();
    now = 60_000;
    expect(refusal(() => limits.admit(from('192.0.2.1')))).toBeUndefined();
  });

  it('shuts nobody out who was let in from the same address before', () => {
    const limits = new FailureLimits(1, () => 0);
    limits.succeeded(from('192.0.2.1', 'good'));
    limits.failed(from('192.0.2.1', 'bad'));
    expect(refusal(() => limits.admit(from('192.0.2.1', 'good')))).toBeUndefined();
    expect(refusal(() => limits.admit(from('192.0.2.1', 'bad')))).toContain('too_many_failures');
  });

  it('is slowed down for one key from many addresses, where the right secret goes on opening', () => {
    const limits = new FailureLimits(2, () => 0);
    const guesses = [1, 2, 3].map((n) => refusal(() => limits.failed(from(`192.0.2.${n}`, 'victim'))));
    expect(guesses).toEqual([undefined, undefined, 'too_many_failures 60']);
    expect(refusal(() => limits.admit(from('198.51.100.1', 'victim')))).toBeUndefined();
  });
});

describe('the group of an address', () => {
  it('is the address in IPv4, and the network of 64 bits in IPv6', () => {
    expect(['192.0.2.1', '::ffff:192.0.2.1', '2001:db8:0:7::1', '2001:DB8::7:0:0:0:1', '::1', 'fe80::1%eth0'].map(addressGroup)).toEqual([
      '192.0.2.1', '192.0.2.1', '2001:db8:0:7::/64', '2001:db8:0:7::/64', '0:0:0:0::/64', 'fe80:0:0:0::/64',
    ]);
  });
});

import { CallCount } from './call-count.ts';

describe('the count of calls', () => {
  it('is kept per fax', () => {
    const calls = new CallCount(10);
    expect([calls.add('a'), calls.add('b'), calls.add('a'), calls.add('a')]).toEqual([0, 0, 1, 2]);
  });

  it('forgets the fax that was not seen for longest, and never holds more than it may', () => {
    const calls = new CallCount(2);
    for (const fax of ['a', 'b', 'a', 'c']) calls.add(fax);
    expect(calls.add('a')).toBe(2);
    expect(calls.add('b')).toBe(0);
  });
});

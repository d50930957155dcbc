import fc from 'fast-check';
import { isPhoneNumber } from '@faxwire/fax';
import { ProblemError } from '@faxwire/platform';
import { isSandboxNumber, readPhoneNumber } from './phone-number.ts';

describe('a number', () => {
  it('without a country code is read as the tenant\'s country dials it', () => {
    expect(readPhoneNumber('030 901820', { country: 'DE', mode: 'live' })).toBe('+4930901820');
    expect(readPhoneNumber('(202) 555-0143', { country: 'US', mode: 'live' })).toBe('+12025550143');
    expect(readPhoneNumber('+49 30 901820', { country: 'US', mode: 'live' })).toBe('+4930901820');
  });

  it('of the sandbox is one of a hundred', () => {
    expect(['+19995550100', '+19995550199'].map(isSandboxNumber)).toEqual([true, true]);
    expect(['+19995550200', '+1999555010', '+199955501000'].map(isSandboxNumber)).toEqual([false, false, false]);
  });

  it('is E.164 or refused, whatever was written', () => {
    const anything = fc.oneof(fc.string(), fc.stringMatching(/^[+0-9 ()-]{0,50}$/));
    fc.assert(fc.property(anything, (written) => {
      try {
        return isPhoneNumber(readPhoneNumber(written, { country: 'US', mode: 'test' }));
      } catch (error) {
        return error instanceof ProblemError;
      }
    }));
  });
});

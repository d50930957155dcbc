import { neverDialled, refuseNumber } from '@faxwire/fax';
import fc from 'fast-check';
import { numberFactsOf } from './number-facts.ts';

const rules = { blockedCountries: ['CU'], doNotCall: false };
const refusalOf = (number: string) => refuseNumber(numberFactsOf(number, 'live'), rules);

describe('what the numbering plans say', () => {
  it('of ordinary numbers is their country', () => {
    expect(numberFactsOf('+4930901820', 'live')).toEqual({ national: '30901820', country: 'DE', isValid: true, isPremium: false });
    expect(numberFactsOf('+33155667788', 'live')).toMatchObject({ country: 'FR', isValid: true });
    expect(['+12025550143', '+4930901820', '+33155667788', '+442079460000'].map(refusalOf)).toEqual([undefined, undefined, undefined, undefined]);
  });
  it.each(['+19005550143', '+449098790000', '+499001234567', '+979123456789', '+881612345678'])('of %s is that it costs its caller', (number) =>
    expect(refusalOf(number)).toBe('premium_number'));
  it.each(['+1911', '+49112', '+44999', '+19115550143', '+61000'])('of %s is that nobody has it, and that it would be an emergency', (number) =>
    expect(refusalOf(number)).toBe('emergency_number'));
  it.each(['+1202', '+15550001111', '+4'])('of %s is that nobody has it', (number) => expect(refusalOf(number)).toBe('invalid_number'));
  it('is what a blocked country is known by', () => expect(refusalOf('+5378325555')).toBe('country_blocked'));
  it('of a sandbox number is that only test faxes reach it', () => {
    expect(numberFactsOf('+19995550100', 'test').isValid).toBe(true);
    expect(refusalOf('+19995550100')).toBe('invalid_number');
  });

  it('is said of anything, and what is never dialled is refused by every rule', () => {
    fc.assert(fc.property(fc.stringMatching(/^\+[0-9]{0,16}$/), (number) => {
      const facts = numberFactsOf(number, 'live');
      return neverDialled(facts) === undefined || refuseNumber(facts, rules) !== undefined;
    }));
  });
});

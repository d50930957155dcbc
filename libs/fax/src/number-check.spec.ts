import { isEmergencyNumber } from './emergency-number.ts';
import { neverDialled, refuseNumber, type NumberFacts, type NumberRules } from './number-check.ts';

const ordinary: NumberFacts = { national: '30901820', country: 'DE', isValid: true, isPremium: false };
const nothing: NumberRules = { blockedCountries: [], doNotCall: false };

describe('a number', () => {
  it('that is ordinary is dialled', () => expect(refuseNumber(ordinary, { ...nothing, blockedCountries: ['FR'] })).toBeUndefined());
  it.each(['112', '911', '999', '110', '9115550143'])('%s is an emergency, whatever else is allowed', (national) =>
    expect(refuseNumber({ ...ordinary, national, isValid: false }, nothing)).toBe('emergency_number'));
  it('of a subscriber is no emergency because of how it begins', () =>
    expect(refuseNumber({ national: '1122334455', country: 'XX', isValid: true, isPremium: false }, nothing)).toBeUndefined());
  it('that nobody can have is invalid', () => expect(refuseNumber({ ...ordinary, isValid: false }, nothing)).toBe('invalid_number'));
  it('that costs its caller is premium, and not to be had by any rule', () => {
    expect(refuseNumber({ ...ordinary, isPremium: true }, nothing)).toBe('premium_number');
    expect(neverDialled({ ...ordinary, isPremium: true })).toBe('premium_number');
  });
  it('of a blocked country is refused, one of no country is not', () => {
    expect(refuseNumber(ordinary, { ...nothing, blockedCountries: ['FR', 'DE'] })).toBe('country_blocked');
    expect(refuseNumber({ national: '12345678', isValid: true, isPremium: false }, { ...nothing, blockedCountries: ['DE'] })).toBeUndefined();
  });
  it('on the tenant\'s list is not called', () => expect(refuseNumber(ordinary, { ...nothing, doNotCall: true })).toBe('do_not_call'));
});

describe('an emergency number', () => {
  it('is short, or one that networks connect at once', () => {
    expect(['112', '911', '000', '1669', '911555'].map(isEmergencyNumber)).toEqual([true, true, true, true, true]);
    expect(['2025550143', '9995550100', '', '30901820'].map(isEmergencyNumber)).toEqual([false, false, false, false]);
  });
});

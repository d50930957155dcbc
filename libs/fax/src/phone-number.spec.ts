import { isPhoneNumber, maskPhoneNumber, phoneNumber } from './phone-number.ts';

describe('a phone number', () => {
  it.each(['+19995550100', '+493012345', '+442079460000'])('%s is E.164', (value) => expect(isPhoneNumber(value)).toBe(true));
  it.each(['', '+', '19995550100', '+0123456789', '+1234567890123456', '+1 999 555', '+12345', '+1999555010a'])('"%s" is not', (value) =>
    expect(isPhoneNumber(value)).toBe(false));
  it('is refused loudly where it was not normalised', () => expect(() => phoneNumber('0301234')).toThrow(RangeError));
  it('hides its middle when masked', () => expect(maskPhoneNumber('+19995550100')).toBe('+1999*****00'));
});
